import type { Customer } from '../api/shapes.ts';
import { of } from './counts.ts';
import { moment, onDay } from './times.ts';

const NONE = '—';

const plain = (value: unknown): string =>
  value === null || value === undefined || value === '' ? NONE : typeof value === 'string' ? value : JSON.stringify(value);

const mailOf = ({ consent, emails }: Customer): string =>
  consent.email === false ? 'wants none' : emails.length > 0 ? 'may be written to' : NONE;

/** What is known of two customers, line by line: what it is called, of the one, of the other. */
export function besideEachOther(one: Customer, other: Customer): [string, string, string][] {
  const names = [...new Set([...Object.keys(one.attributes), ...Object.keys(other.attributes)])].sort();
  const line = (name: string, read: (customer: Customer) => unknown): [string, string, string] => [
    name,
    plain(read(one)),
    plain(read(other)),
  ];
  return [
    line('Name', ({ name }) => name),
    line('Number', ({ externalId }) => externalId),
    line('E-mail', ({ emails }) => emails.join(', ')),
    line('Mail', mailOf),
    line('Language', ({ locale }) => locale),
    line('Time zone', ({ timeZone }) => timeZone),
    ...names.map((name) => line(name, ({ attributes }) => attributes[name])),
    line('Here since', ({ createdAt }) => onDay(createdAt)),
  ];
}

/** What a parting gave back. */
export function partedWords(name: string, { feedback, loops }: { feedback: number; loops: number }): string {
  const back = [...(feedback > 0 ? [of(feedback, 'thing they said', 'things they said')] : []), ...(loops > 0 ? [of(loops, 'loop')] : [])];
  return `Parted. ${back.length === 0 ? 'Nothing had to go back' : `${back.join(' and ')} went back`} to ${name}. What either was told still counts for both.`;
}

export const mergedWords = ({ by, at, proof }: { by: string; at: string; proof: string }): string =>
  `${by} said so on ${moment(at)}: “${proof}”`;
