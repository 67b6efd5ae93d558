import type { Plan } from '../terms/plan.ts';
import type { Hand, WalkState } from '../terms/walk-state.ts';
import { own } from './own.ts';

/**
 * The hands a walk still needs on arriving at a step: those of the waits around it, and the step's own where it is a
 * wait that the walk came back to (its deadline is kept). Everything won inside the paths left behind is dropped.
 */
export function handsAt(plan: Plan, step: string, hands: WalkState['hands']): Record<string, Hand> {
  const kept: Record<string, Hand> = {};
  for (let wait: string | undefined = step; wait !== undefined; wait = own(plan.steps, wait)?.hand?.wait) {
    const hand = own(hands, wait);
    if (hand) kept[wait] = hand;
  }
  return kept;
}
