import type { CustomerInFeedback } from '@loopwright/workflows/contract';
import type { CustomerDoc } from './customer.schema.ts';

/** The facts of a customer that feedback may change. Maps are copied before they are written to. */
export type CustomerFacts = Pick<
  CustomerDoc,
  'emails' | 'name' | 'locale' | 'timeZone' | 'attributes' | 'attributesAt' | 'factsAt' | 'consent'
>;

/** A customer has at most so many attributes over all feedback. */
export const MOST_ATTRIBUTES = 200;
const MOST_ADDRESSES = 20;

/** What a feedback says of its customer, as lower-cased and trimmed text. */
export const addressOf = (said: CustomerInFeedback): string | null => said.email?.trim().toLowerCase() ?? null;

/**
 * What stands about a customer after somebody said this at `at`: for each fact the latest said wins, and of two said at once the
 * one that came later. Null where nothing changes; 'too-many' where it would be more attributes than one customer may have.
 */
export function withSaid(facts: CustomerFacts, said: CustomerInFeedback, at: Date): Partial<CustomerFacts> | null | 'too-many' {
  const changed: Partial<CustomerFacts> = {};
  const factsAt = { ...facts.factsAt };
  const newer = (name: string): boolean => !factsAt[name] || factsAt[name] <= at;
  const take = <K extends 'name' | 'locale' | 'timeZone'>(name: K, value: CustomerFacts[K] | undefined): void => {
    if (value === undefined || !newer(name)) return;
    if (facts[name] !== value) changed[name] = value;
    factsAt[name] = at;
  };
  take('name', said.name);
  take('locale', said.locale);
  take('timeZone', said.timeZone);
  const address = addressOf(said);
  if (address) {
    const emails = newer('email')
      ? [address, ...facts.emails.filter((one) => one !== address)]
      : [...facts.emails, ...(facts.emails.includes(address) ? [] : [address])];
    if (emails.join() !== facts.emails.join()) changed.emails = emails.slice(0, MOST_ADDRESSES);
    if (newer('email')) factsAt['email'] = at;
  }
  if (said.consent) {
    const consent = newer('consent') ? { ...facts.consent, ...said.consent } : { ...said.consent, ...facts.consent };
    if (!same(consent, facts.consent)) changed.consent = consent;
    if (newer('consent')) factsAt['consent'] = at;
  }
  if (said.attributes) {
    const attributes = withAttributes(facts, said.attributes, at);
    if (Object.keys(attributes.attributes).length > MOST_ATTRIBUTES) return 'too-many';
    if (!same(attributes.attributes, facts.attributes)) changed.attributes = attributes.attributes;
    if (attributes.moved) changed.attributesAt = attributes.attributesAt;
  }
  if (Object.entries(factsAt).some(([name, when]) => facts.factsAt[name]?.getTime() !== when.getTime())) changed.factsAt = factsAt;
  return Object.keys(changed).length > 0 ? changed : null;
}

function withAttributes(facts: CustomerFacts, said: Record<string, unknown>, at: Date) {
  const attributes = { ...facts.attributes };
  const attributesAt = { ...facts.attributesAt };
  let moved = false;
  for (const [name, value] of Object.entries(said)) {
    const before = attributesAt[name];
    if (before && before > at) continue;
    if (value === null) Reflect.deleteProperty(attributes, name);
    else attributes[name] = value;
    moved ||= before?.getTime() !== at.getTime();
    attributesAt[name] = at;
  }
  return { attributes, attributesAt, moved };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether a change may alter an answer to a condition or a deadline in the customer's time. */
export const decides = (changed: Partial<CustomerFacts>): boolean =>
  'attributes' in changed || 'locale' in changed || 'timeZone' in changed;
