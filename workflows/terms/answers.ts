import type { Condition, Value } from './condition.ts';

/** What conditions may read. Missing = unknown. */
export interface ConditionFacts {
  customer: { attributes: Readonly<Record<string, unknown>>; locale?: string | undefined; timeZone?: string | undefined };
  feedback: {
    source?: string | undefined;
    brand?: string | undefined;
    language?: string | undefined;
    score?: number | undefined;
    event?: string | undefined;
    attributes: Readonly<Record<string, unknown>>;
  };
}

export type Answer = 'yes' | 'no' | 'unknown';

/** Answers a condition by Kleene's strong three-valued logic; an empty `all` is yes. Never throws. */
export function answers(condition: Condition, facts: ConditionFacts): Answer {
  if ('all' in condition) return every(condition.all.map((part) => answers(part, facts)));
  if ('any' in condition) return negate(every(condition.any.map((part) => negate(answers(part, facts)))));
  if ('not' in condition) return negate(answers(condition.not, facts));
  const value = read(condition.field, facts);
  if ('known' in condition) return (value !== undefined) === condition.known ? 'yes' : 'no';
  if (value === undefined) return 'unknown';
  if ('is' in condition) return isOneOf(value, condition.is) ? 'yes' : 'no';
  return between(value, condition.from, condition.to);
}

/** True only for a plain yes: unknown at the top counts as no. */
export const holds = (condition: Condition | null | undefined, facts: ConditionFacts): boolean =>
  !condition || answers(condition, facts) === 'yes';

const every = (parts: Answer[]): Answer => (parts.includes('no') ? 'no' : parts.includes('unknown') ? 'unknown' : 'yes');
const negate = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown');

function read(field: string, facts: ConditionFacts): unknown {
  const [side, name, ...rest] = field.split('.');
  const from: Readonly<Record<string, unknown>> = side === 'customer' ? facts.customer : facts.feedback;
  const holder = name === 'attributes' ? (from['attributes'] as Readonly<Record<string, unknown>>) : from;
  const key = name === 'attributes' ? rest.join('.') : (name ?? '');
  const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

const isOneOf = (value: unknown, allowed: Value[]): boolean =>
  (Array.isArray(value) ? value : [value]).some((one) => allowed.some((candidate) => candidate === one));

function between(value: unknown, from: number | string | undefined, to: number | string | undefined): Answer {
  const bounds = [from, to].filter((bound) => bound !== undefined);
  if (!bounds.every((bound) => typeof bound === typeof value)) return 'unknown';
  const one = value as number | string;
  return (from === undefined || one >= from) && (to === undefined || one <= to) ? 'yes' : 'no';
}
