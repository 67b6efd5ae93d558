import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import { checkDkimKey } from './mail-settings.ts';
import type { MailSettings } from './mail-settings.ts';

const Address = z.email();

/** The mail settings of this process, or null where mail is kept here. Throws one sentence where a value cannot be used. */
export function mailSettingsOf(config: Pick<Config, 'smtp' | 'publicUrl'>): MailSettings | null {
  const { smtp } = config;
  if (!smtp) return null;
  return {
    smtpUrl: smtp.url,
    from: fromOf(smtp.from ?? `loopwright@${new URL(config.publicUrl).hostname}`),
    dkim: smtp.dkim && dkimOf(smtp.dkim),
  };
}

/** `Ana Ruiz <ana@example.com>`, or the address alone. */
function fromOf(text: string): MailSettings['from'] {
  const [, name = '', address = text] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(text) ?? [];
  const local = /^[^@\s]+@localhost$/.test(address.trim());
  if (!local && !Address.safeParse(address.trim()).success)
    throw new Error('MAIL_FROM must be a sender such as "Ana Ruiz <ana@example.com>".');
  return { name: name.replace(/^"|"$/g, '') || null, address: address.trim() };
}

function dkimOf({ domain, selector, keyFile }: NonNullable<NonNullable<Config['smtp']>['dkim']>): NonNullable<MailSettings['dkim']> {
  try {
    const privateKey = readFileSync(keyFile, 'utf8');
    checkDkimKey(privateKey);
    return { domain, selector, privateKey };
  } catch {
    throw new Error('DKIM_KEY must be the path of a PEM file with an RSA private key that this process may read.');
  }
}
