import type { CustomerDoc } from './customer.schema.ts';

type Named = Pick<CustomerDoc, 'externalId' | 'emails' | 'name' | 'attributes' | 'mergedInto' | 'erasedAt'>;

export const LONGEST = 80;
const MOST_WORDS = 8;
const MOST_OF_AN_ATTRIBUTE = 20;
const ATTRIBUTE = /^(customer\.)?attributes\./;

/** Text as it is compared: without case, accents and widths, and with single spaces. */
export const plainly = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();

/** A text from each of its words on, so that it is found by the beginning of any: "ana ruiz" and "ruiz". */
export function fromEachWord(text: string, most = MOST_WORDS): string[] {
  const plain = plainly(text);
  const begins = [...plain.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].slice(0, most);
  return begins.map(({ index }) => plain.slice(index, index + LONGEST));
}

/**
 * What a customer is found by: name, addresses, number, and the attributes that the house rules name. A row that was merged is found
 * by its number only, and leads to its survivor; an erased one by nothing.
 */
export function searchTerms(customer: Named, searchable: readonly string[]): string[] {
  if (customer.erasedAt) return [];
  const number = customer.externalId === null ? [] : [whole(customer.externalId)];
  if (customer.mergedInto !== null) return number;
  const attributes = searchable.flatMap((field) => valuesOf(customer.attributes[field.replace(ATTRIBUTE, '')]));
  const terms = [...fromEachWord(customer.name ?? ''), ...customer.emails.map(whole), ...number, ...attributes.map(whole)];
  return [...new Set(terms)].filter((term) => term !== '').sort();
}

/** Whether a change of a customer may change what they are found by. */
export const namesAnew = (changed: object): boolean => 'name' in changed || 'emails' in changed || 'attributes' in changed;

const whole = (text: string): string => plainly(text).slice(0, LONGEST);

function valuesOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value.slice(0, MOST_OF_AN_ATTRIBUTE) : [value];
  return values.flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : []));
}
