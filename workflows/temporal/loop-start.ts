import type { LoopRef } from '../ports.ts';
import type { PlanReference } from '../terms/plan.ts';
import type { TrailEntry, WalkState } from '../terms/walk-state.ts';

/** What a loop's workflow begins with beside its plan. Without a state it begins at the plan's first step. */
export interface LoopStart extends LoopRef {
  state?: WalkState;
  /** Entries that the run before could not hand over any more. */
  trail?: TrailEntry[];
}

/** The arguments a loop's workflow is started with: its plan by hash, and a checkpoint where it goes on from one. */
export const loopArguments = (planHash: string, { loop, generation }: LoopRef, state?: WalkState): [PlanReference, LoopStart] => [
  { $plan: planHash },
  { loop, generation, ...(state && { state }) },
];
