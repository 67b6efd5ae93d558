import { headersIn } from '../mail/mail-server.ts';
import type { MailServer, Received } from '../mail/mail-server.ts';
import type { Person } from './people.ts';

/** The mails that reached somebody of these people. */
export function mailsTo(mail: MailServer, people: readonly Person[]): Received[] {
  const theirs = new Set(people.map((person) => person.email));
  return mail.received.filter(({ to }) => to.some((address) => theirs.has(address)));
}

/** The first forty letters of the sendKey, which make the Message-ID. */
export const keyOnWire = ({ raw }: Received): string => /^<([^@]+)@/.exec(headersIn(raw).get('message-id') ?? '')?.[1] ?? '';

/** What stands more than once. */
export const repeated = (all: readonly string[]): string[] => [...new Set(all.filter((one, at) => all.indexOf(one) !== at))];
