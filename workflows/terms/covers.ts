import { holds } from './answers.ts';
import type { ConditionFacts } from './answers.ts';
import type { Condition } from './condition.ts';
import type { ImprovementState } from './improvement.ts';

/** What `covers` reads of an improvement. */
export interface Coverable {
  id: string;
  state: ImprovementState;
  themes: readonly string[];
  scope?: Condition | null | undefined;
  shippedAt?: Date | null | undefined;
  declinedAt?: Date | null | undefined;
  expiresAt?: Date | null | undefined;
}

/** What a customer said, as far as it decides: themes at stake, and when they last spoke of it. */
export type Said = ConditionFacts['feedback'] & { themes: readonly string[]; occurredAt: Date };

/** Why an improvement is not true for somebody. The order is the order in which they are found. */
export const NOT_COVERED = [
  'not-shipped',
  'not-verified',
  'declined',
  'retracted',
  'expired',
  'other-theme',
  'spoke-after-it-shipped',
  'out-of-scope',
] as const;
export type NotCovered = (typeof NOT_COVERED)[number];

type Verdict = { covers: true } | { covers: false; why: NotCovered };
const no = (why: NotCovered): Verdict => ({ covers: false, why });

/** Whether an improvement is verified and true for this customer and what they said, at `now`; and if not, why. Pure. */
export function coverage(improvement: Coverable, customer: ConditionFacts['customer'], said: Said, now: Date): Verdict {
  const state = notVerified(improvement, now);
  return state ? no(state) : concerns(improvement, improvement.shippedAt, customer, said);
}

/** The one predicate of the product: release, settle, send gate, audience, why and preview all call it. */
export const covers = (improvement: Coverable, customer: ConditionFacts['customer'], said: Said, now: Date): boolean =>
  coverage(improvement, customer, said, now).covers;

/** Whether a decision against something answers what this customer said. */
export const decides = (improvement: Coverable, customer: ConditionFacts['customer'], said: Said): boolean =>
  improvement.state === 'declined' && concerns(improvement, improvement.declinedAt, customer, said).covers;

/** Among several eligible improvements: the latest shipped (or declined), then the smaller id. */
export function preferred<I extends Coverable>(eligible: readonly I[]): I | undefined {
  const when = (one: I): number => (one.state === 'declined' ? one.declinedAt : one.shippedAt)?.getTime() ?? 0;
  return [...eligible].sort((a, b) => when(b) - when(a) || (a.id < b.id ? -1 : 1))[0];
}

function notVerified(improvement: Coverable, now: Date): NotCovered | null {
  if (improvement.state === 'planned') return 'not-shipped';
  if (improvement.state === 'shipped') return 'not-verified';
  if (improvement.state !== 'verified') return improvement.state;
  return improvement.expiresAt && improvement.expiresAt <= now ? 'expired' : null;
}

function concerns(improvement: Coverable, since: Date | null | undefined, customer: ConditionFacts['customer'], said: Said): Verdict {
  if (!improvement.themes.some((theme) => said.themes.includes(theme))) return no('other-theme');
  if (!since || said.occurredAt >= since) return no('spoke-after-it-shipped');
  return holds(improvement.scope, { customer, feedback: said }) ? { covers: true } : no('out-of-scope');
}
