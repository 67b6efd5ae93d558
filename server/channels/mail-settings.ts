import { createPrivateKey } from 'node:crypto';

/** How real mail leaves: where to, from whom, signed by whom. */
export interface MailSettings {
  smtpUrl: string;
  from: { name: string | null; address: string };
  dkim: { domain: string; selector: string; privateKey: string } | null;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** A key that cannot sign would let mail leave unsigned without a word: it stops the start instead. */
export function checkDkimKey(privateKey: string): void {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('the DKIM key is not an RSA private key');
}
