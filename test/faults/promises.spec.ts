import { describe, expect, it } from 'vitest';
import type { MailServer, Received } from '../mail/mail-server.ts';
import type { Account, SeenMessage } from './account.ts';
import { aKillCase } from './kill-case.ts';
import type { KillCase } from './kill-case.ts';
import { brokenPromises } from './promises.ts';
import type { Scene } from './scene.ts';

const REASONS = { told: 'already-told', 'no-address': 'no-address', 'no-consent': 'no-consent' };

/** A case in which every promise was kept: what the product says, and what went over the wire. */
interface Kept {
  one: KillCase;
  account: Account;
  mails: Received[];
  atRisk: Set<string>;
}

function allKept(): Kept {
  const one = aKillCase('case', 'worker', 'release', 3, 0);
  const mails: Received[] = [];
  const account: Account = { feedback: [], lines: [], messages: [] };
  one.people.forEach(({ externalId, email, due }, n) => {
    account.feedback.push({ id: `f${String(n)}`, externalId, customerId: externalId, stage: 'looped' });
    for (const flow of [0, 1]) {
      const loop = `l${String(n)}-${String(flow)}`;
      const id = `${loop}-`.padEnd(64, '0');
      const told = due === 'told' && flow === 0;
      const reasonCode = due === null || told ? null : REASONS[due];
      const message: SeenMessage = {
        id,
        loopId: loop,
        customerId: externalId,
        state: told ? 'sent' : 'withheld',
        reasonCode,
        reason: reasonCode && 'Because.',
      };
      const messages = due === null ? [] : [message];
      account.lines.push({ externalId, email, due, loop, status: due === null ? 'open' : 'closed', messages });
      account.messages.push(...messages);
      if (told && email) mails.push({ from: '', to: [email], raw: `Message-ID: <${id.slice(0, 40)}@halden.example>\r\n\r\n` });
    }
  });
  return { one, account, mails, atRisk: new Set() };
}

const look = ({ one, account, mails, atRisk }: Kept): string[] =>
  brokenPromises({ mail: { received: mails } as MailServer } as Scene, one, account, atRisk);

const first = <T>(all: T[]): T => {
  const [one] = all;
  if (one === undefined) throw new Error('none');
  return one;
};

describe('the accounts after a kill', () => {
  it('find nothing where every promise was kept, also where some are unknown for a good reason', () => {
    const kept = allKept();
    expect(look(kept)).toEqual([]);
    const sent = first(kept.account.messages);
    sent.state = 'unknown';
    kept.atRisk.add(sent.id);
    expect(look(kept)).toEqual([]);
    kept.mails.shift();
    expect(look(kept)).toEqual([]);
  });

  it.each<[string, (kept: Kept) => void, RegExp]>([
    ['a feedback that was accepted and is gone', ({ account }) => account.feedback.pop(), /accepted and not stored: case-19/],
    ['a feedback stored twice', ({ account }) => account.feedback.push(first(account.feedback)), /21 feedback stored/],
    ['a loop that is missing', ({ account }) => account.lines.shift(), /case-0 \(told\): 1 loops/],
    ['a mail sent twice', ({ mails }) => mails.push(first(mails)), /a sendKey twice on the wire/],
    [
      'two mails of one improvement to one customer',
      ({ mails }) => mails.push({ ...first(mails), raw: `Message-ID: <${'l0-1-'.padEnd(40, '0')}@halden.example>\r\n\r\n` }),
      /a tellKey twice on the wire: case-0@example.com/,
    ],
    ['a mail that is only said to be sent', ({ mails }) => mails.shift(), /said to be sent and never on the wire/],
    ['a message that vanished', ({ account }) => first(account.lines).messages.pop(), /case-0 \(told\): not one message in each loop/],
    [
      'somebody told whom it is not true for',
      ({ mails }) => mails.push({ from: '', to: ['case-15@example.com'], raw: 'Message-ID: <x@halden.example>\r\n\r\n' }),
      /to somebody it was not due to: case-15/,
    ],
    [
      'an unknown that no kill explains',
      ({ account }) => Object.assign(first(account.messages), { state: 'unknown' }),
      /unknown, although not past the point of no return/,
    ],
    [
      'nobody told who was due',
      ({ account }) => Object.assign(first(account.messages), { state: 'withheld', reasonCode: 'already-told', reason: 'Because.' }),
      /case-0 \(told\): told 0 times/,
    ],
    [
      'withheld without a reason',
      ({ account }) => Object.assign(account.messages[1] ?? {}, { reason: null }),
      /case-0 \(told\): withheld without a reason in words/,
    ],
    [
      'a message that still waits',
      ({ account }) => Object.assign(account.messages[1] ?? {}, { state: 'scheduled' }),
      /case-0 \(told\): told 1 times \(.*scheduled/,
    ],
  ])('find %s', (_, break_, words) => {
    const kept = allKept();
    break_(kept);
    expect(look(kept).join('\n')).toMatch(words);
  });
});
