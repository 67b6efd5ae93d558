import type { Plan } from '../terms/plan.ts';
import type { WalkState } from '../terms/walk-state.ts';
import { handsAt } from './hands.ts';
import { checkpoint } from './journey.ts';
import { own } from './own.ts';

/** A walk that stands where it stood, now in this plan. One trail entry is kept free for the move itself. */
export const stayingAt = (plan: Plan, state: WalkState, at: string): WalkState => ({
  ...checkpoint(state),
  at,
  hands: handsAt(plan, at, state.hands),
  sequence: state.sequence + 1,
});

/** A walk that leaves its wait for a later step of this plan: a visit like any other. */
export function goingOnAt(plan: Plan, state: WalkState, at: string): WalkState {
  const moved = stayingAt(plan, state, at);
  moved.visits[at] = (own(state.visits, at) ?? 0) + 1;
  return { ...moved, parks: state.parks + 1 };
}
