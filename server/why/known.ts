import { conditionWords, instantWords } from '@loopwright/workflows/contract';
import type { Condition } from '@loopwright/workflows/contract';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { ThemeNames } from './theme-names.ts';

/** What is known of a case, as words; a sentence says as much as there is. */
export interface Known {
  /** “prices without tax” */
  improvement?: string;
  /** on 2 May 2026 */
  shipped?: string;
  spoke?: string;
  until?: string;
  told?: string;
  leaves?: string;
  /** their plan is basic */
  theirs?: string;
  scope?: string;
  about?: string;
  decision?: string;
  /** The flow author's or retractor's own words. */
  because?: string;
  flow?: string;
}

export const on = (at: Date | null | undefined): string | undefined =>
  at ? `on ${instantWords(new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString())}` : undefined;

/** Improvement and customer in the words of a sentence. */
export function knownOf(doc: ImprovementDoc, named: ThemeNames, customer?: CustomerDoc | null, spokeAt?: Date | null): Known {
  return {
    improvement: `“${doc.title}”`,
    about: doc.themes.map(named).join(', '),
    ...some('shipped', on(doc.shippedAt)),
    ...some('until', on(doc.expiresAt)),
    ...some('spoke', on(spokeAt)),
    ...some('decision', doc.decision ?? undefined),
    ...some('because', doc.retraction?.reason),
    ...(doc.scope ? { scope: conditionWords(doc.scope, 'whose') } : {}),
    ...(doc.scope && customer ? some('theirs', factsIn(doc.scope, customer)) : {}),
  };
}

const some = <K extends keyof Known>(key: K, words: string | undefined): Partial<Pick<Known, K>> =>
  words === undefined ? {} : ({ [key]: words } as Pick<Known, K>);

/** What the condition asks of the customer, as it is now: "their plan is basic, their region is not known". */
function factsIn(scope: Condition, customer: CustomerDoc): string | undefined {
  const said = [...new Set(fieldsIn(scope))].flatMap((field) => {
    const [side, name = '', ...rest] = field.split('.');
    if (side !== 'customer') return [];
    const key = rest.join('.');
    const attribute: unknown = Object.hasOwn(customer.attributes, key) ? customer.attributes[key] : undefined;
    const value = name === 'attributes' ? attribute : name === 'locale' ? customer.locale : customer.timeZone;
    return [`their ${name === 'attributes' ? key : name} is ${plain(value)}`];
  });
  return said.length > 0 ? said.join(', ') : undefined;
}

const plain = (value: unknown): string =>
  value === undefined || value === null
    ? 'not known'
    : Array.isArray(value)
      ? value.map(plain).join(', ')
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);

/** The fields that a condition asks for. */
export function fieldsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsIn);
  if ('any' in condition) return condition.any.flatMap(fieldsIn);
  return 'not' in condition ? fieldsIn(condition.not) : [condition.field];
}
