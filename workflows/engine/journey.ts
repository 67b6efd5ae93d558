import type { Carried } from '../ports.ts';
import type { TrailEntry, WalkState } from '../terms/walk-state.ts';
import type { Journey } from './effects.ts';

/** Where a loop stands that has not begun. */
export const fresh = (): WalkState => ({ at: null, visits: {}, hands: {}, parks: 0, sequence: 0 });

/** A copy that later moves leave alone. */
export const checkpoint = (state: WalkState): WalkState => ({ ...state, visits: { ...state.visits }, hands: { ...state.hands } });

/** Calls with the loop's identity and the pending entries of its trail, which are let go once the call has succeeded. */
export async function carrying<Answer>(journey: Journey, call: (carried: Carried) => Promise<Answer>): Promise<Answer> {
  const trail = [...journey.trail];
  const answer = await call({ loop: journey.loop, generation: journey.generation, trail });
  journey.trail.splice(0, trail.length);
  return answer;
}

export function record(journey: Journey, entry: Omit<TrailEntry, 'sequence'>): void {
  journey.trail.push({ sequence: journey.state.sequence++, ...entry });
}
