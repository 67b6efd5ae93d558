import { describe, expect, it } from 'vitest';
import { mailSettingsOf } from './mail-from-config.ts';

const settings = (from: string | null, dkim: { domain: string; selector: string; keyFile: string } | null = null) =>
  mailSettingsOf({ publicUrl: 'https://answers.halden.example', smtp: { url: 'smtp://mail.example', from, dkim } });

describe('who mail is from', () => {
  it.each([
    ['Ana Ruiz <ana@halden.example>', { name: 'Ana Ruiz', address: 'ana@halden.example' }],
    ['"Ruiz, Ana" <ana@halden.example>', { name: 'Ruiz, Ana', address: 'ana@halden.example' }],
    ['ana@halden.example', { name: null, address: 'ana@halden.example' }],
    [null, { name: null, address: 'loopwright@answers.halden.example' }],
  ])('%s', (text, from) => {
    expect(settings(text)?.from).toEqual(from);
  });

  it.each(['Ana', 'ana@', 'Ana <ana>', 'a@b.example\r\nBcc: c@d.example'])('%j stops the start with what is allowed', (text) => {
    expect(() => settings(text)).toThrow('MAIL_FROM must be a sender such as');
  });

  it('a signing key that cannot be read stops the start, rather than let mail leave unsigned', () => {
    expect(() => settings(null, { domain: 'd', selector: 's', keyFile: '/nowhere/key.pem' })).toThrow('DKIM_KEY must be');
  });

  it('there is none where mail is kept here', () => {
    expect(mailSettingsOf({ publicUrl: 'http://localhost:3000', smtp: null })).toBeNull();
  });
});
