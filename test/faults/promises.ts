import type { Account, Line, SeenMessage } from './account.ts';
import type { KillCase } from './kill-case.ts';
import { FLOWS } from './people.ts';
import type { Person } from './people.ts';
import type { Scene } from './scene.ts';
import { keyOnWire, mailsTo, repeated } from './wire.ts';

const isTold = ({ state }: SeenMessage): boolean => state === 'sent' || state === 'unknown';
const WITHHELD: Record<string, string> = { 'no-address': 'no-address', 'no-consent': 'no-consent' };

/** What the product promises and did not keep, in words; empty = all kept. */
export function brokenPromises({ mail }: Scene, one: KillCase, account: Account, atRisk: ReadonlySet<string>): string[] {
  const mails = mailsTo(mail, one.people);
  const onWire = new Set(mails.map(keyOnWire));
  const inWords = (what: string, names: readonly string[]): string[] => (names.length > 0 ? [`${what}: ${names.join(', ')}`] : []);
  const ids = (messages: readonly SeenMessage[]): string[] => messages.map(({ id }) => id.slice(0, 12));
  const { messages } = account;
  const told = messages.filter(isTold);
  return [
    ...stored(one, account),
    ...one.people.flatMap((person) => owed(person, account.lines)),
    ...inWords('a sendKey twice on the wire', repeated(mails.map(keyOnWire))),
    ...inWords('a tellKey twice on the wire', repeated(mails.flatMap(({ to }) => to))),
    ...inWords(
      'said to be sent and never on the wire',
      ids(messages.filter(({ id, state }) => state === 'sent' && !onWire.has(id.slice(0, 40)))),
    ),
    ...inWords(
      'on the wire and not accounted for',
      [...onWire].filter((key) => !told.some(({ id }) => id.startsWith(key))),
    ),
    ...inWords(
      'on the wire to somebody it was not due to',
      one.people.filter((person) => person.due !== 'told' && mails.some(({ to }) => person.email && to.includes(person.email))).map(nameOf),
    ),
    ...inWords(
      'unknown, although not past the point of no return at any kill',
      ids(messages.filter(({ id, state }) => state === 'unknown' && !atRisk.has(id))),
    ),
  ];
}

const nameOf = ({ externalId }: Pick<Person, 'externalId'>): string => externalId;

function stored(one: KillCase, { feedback, lines, messages }: Account): string[] {
  const names = feedback.map(nameOf);
  const lost = one.people.map(nameOf).filter((name) => !names.includes(name));
  const loops = new Set(lines.map(({ loop }) => loop));
  const strays = messages.filter(({ loopId }) => !loops.has(loopId));
  return [
    ...(lost.length > 0 ? [`accepted and not stored: ${lost.join(', ')}`] : []),
    ...(names.length !== one.people.length ? [`${String(names.length)} feedback stored, ${String(one.people.length)} accepted`] : []),
    ...(strays.length > 0 ? [`${String(strays.length)} messages of nobody's loop`] : []),
  ];
}

/** sent ∪ unknown ∪ withheld for a reason = covered: one message in each loop of those who were due, none for the others. */
function owed(person: Person, all: readonly Line[]): string[] {
  const lines = all.filter(({ externalId }) => externalId === person.externalId);
  const messages = lines.flatMap((line) => line.messages);
  const wrong = (what: string): string[] => [
    `${person.externalId} (${person.due ?? 'not covered'}): ${what} (${messages.map(({ state, reasonCode }) => `${state} ${reasonCode ?? ''}`).join('; ')})`,
  ];
  if (lines.length !== FLOWS) return wrong(`${String(lines.length)} loops`);
  if (person.due === null) return messages.length > 0 || lines.some(({ status }) => status !== 'open') ? wrong('not left waiting') : [];
  if (lines.some((line) => line.messages.length !== 1)) return wrong('not one message in each loop');
  const withheld = messages.filter(({ state }) => state === 'withheld');
  if (withheld.some(({ reason }) => !reason)) return wrong('withheld without a reason in words');
  const told = messages.filter(isTold);
  const expected = person.due === 'told' ? 1 : 0;
  if (told.length !== expected || told.length + withheld.length !== messages.length) return wrong(`told ${String(told.length)} times`);
  const code = WITHHELD[person.due] ?? 'already-told';
  return withheld.every(({ reasonCode }) => reasonCode === code) ? [] : wrong('withheld for another reason');
}
