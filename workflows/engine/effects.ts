import type { LoopActivities, LoopRef } from '../ports.ts';
import type { TrailEntry, WalkState } from '../terms/walk-state.ts';

/** A walk's only world. Temporal implements it for production, virtual time for preview and backtest. */
export interface Effects extends LoopActivities {
  /** Epoch ms. */
  now(): number;
  /** Until a hint has come, or until the instant. A hint that came while nobody waited ends the next one at once. */
  hintOr(until: number | null): Promise<void>;
  /** Whether this run has done so much that a fresh one should go on. Never ends a walk. */
  shouldContinue(): boolean;
}

/** A walk under way, changed in place: all that a later run needs to go on. Entries of the trail not yet carried wait in it. */
export interface Journey extends LoopRef {
  state: WalkState;
  trail: TrailEntry[];
}

/**
 * How a run of a walk came to its end: `over` = somebody else ended the loop; `continued` = a fresh run goes on with the journey;
 * `moved` = a fresh run goes on with it in the plan of this hash.
 */
export type WalkEnd = 'finished' | 'over' | 'continued' | { moved: string };

/** The plan cannot be walked by this interpreter, or an answer fits no exit: a bug, which ends the loop as failed. */
export class Impossible extends Error {
  override readonly name = 'Impossible';
}
