import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../server/launch/settings.mjs';
import { launchFolder, newFolder, runToEnd } from './console.ts';

const wrong: [name: string, value: string, told: string][] = [
  ['PORT', '0', 'PORT is "0": it must be a whole number from 1 to 65535.'],
  ['PORT', '80a', 'PORT is "80a": it must be a whole number from 1 to 65535.'],
  ['HOST', 'my host', 'HOST is "my host": it must be an IP address or a host name, such as 127.0.0.1 or 0.0.0.0.'],
  ['PUBLIC_URL', 'loops.example.com', 'PUBLIC_URL is "loops.example.com": it must be an address that starts with http:// or https://.'],
  ['LOOPWRIGHT_DEMO', 'no', 'LOOPWRIGHT_DEMO is "no": it must be one of on, off.'],
  ['LOOPWRIGHT_ROLE', 'both', 'LOOPWRIGHT_ROLE is "both": it must be one of all, api, worker.'],
  ['LOOPWRIGHT_ADMIN_KEY', 'a b', 'LOOPWRIGHT_ADMIN_KEY is not usable: it must be at least 16 characters, without blanks.'],
  ['MONGODB_URI', 'localhost:27017', 'MONGODB_URI is not usable: it must be an address that starts with mongodb:// or mongodb+srv://.'],
  ['TEMPORAL_ADDRESS', 'temporal', 'TEMPORAL_ADDRESS is "temporal": it must be host:port, such as 127.0.0.1:7233.'],
  ['TEMPORAL_TLS_CA', '/no/such.pem', 'TEMPORAL_TLS_CA is "/no/such.pem": it must be the path of a file that exists.'],
  ['SMTP_URL', 'mail.example.com', 'SMTP_URL is not usable: it must be an address that starts with smtp:// or smtps://.'],
  ['MAIL_FROM', 'nobody', 'MAIL_FROM is "nobody": it must be a mail address, such as "Halden Bikes <hello@example.com>".'],
];

describe('a wrong value in the environment', () => {
  it.each(wrong)('%s=%s is refused by its name and with what is allowed', (name, value, told) => {
    expect(() => readSettings({ [name]: value }, '/no/file')).toThrow(told);
  });

  it('stops the start with that one sentence', async () => {
    const { code, printed } = await runToEnd([join(launchFolder, 'start.mjs')], { PORT: 'seven' });
    expect(printed).toBe('PORT is "seven": it must be a whole number from 1 to 65535.\n');
    expect(code).toBe(1);
  });

  it('says which value is missing beside one that needs it', () => {
    expect(() => readSettings({ DKIM_DOMAIN: 'example.com' }, '/no/file')).toThrow(
      'DKIM_DOMAIN is set without DKIM_SELECTOR and DKIM_KEY: set DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY together, or none of them.',
    );
  });
});

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readSettings({}, '/no/file')).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      role: 'all',
      demo: 'on',
      temporalNamespace: 'default',
    });
  });

  it('is read from a .env file, over which the process itself wins, and an empty value counts as none', () => {
    const file = join(newFolder(), '.env');
    writeFileSync(file, 'PORT=4100\nHOST="0.0.0.0" # everywhere\nLOOPWRIGHT_DEMO=off\n');
    const settings = readSettings({ PORT: '4200', LOOPWRIGHT_DEMO: '' }, file);
    expect(settings).toMatchObject({ port: 4200, host: '0.0.0.0', demo: 'off', publicUrl: 'http://localhost:4200' });
    expect(settings.environment['HOST']).toBe('0.0.0.0');
  });
});
