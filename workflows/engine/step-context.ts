import type { ActCall, ActResult, Ahead, FinishCall, ParkCall, WaitOutcome } from '../ports.ts';
import type { Hand } from '../terms/walk-state.ts';

/** Why a step is left without an exit: the loop was ended elsewhere, a fresh run starts the step again, or another plan takes over. */
export type Left = { left: 'over' | 'continued' } | { left: 'moved'; plan: string };

/** The improvement in hand is not true any more for this customer: back to the wait that gave it. */
export interface Unwound {
  unwound: string;
}

/** How a loop ends, without the identity that the walk adds. */
export type Ending = FinishCall extends infer Call
  ? Call extends { end: string }
    ? Omit<Call, 'loop' | 'generation' | 'trail'>
    : never
  : never;

/** A step done. `hand` is put in hand by a wait; `ending` ends the loop here, whatever the plan says of the exit. */
export interface Exited {
  exit: string;
  code?: string;
  about?: string;
  hand?: Omit<Hand, 'visit'>;
  ending?: Ending;
}

/** What a call may be given beside the step itself. */
export type Asking = Pick<ActCall, 'ahead' | 'about'>;

export type StepResult = Exited | Left | Unwound;
export type Answered = Extract<ActResult, { exit: string }>;

/** What a kind's run may do. Nothing else reaches it, so a kind is tested with three functions. */
export interface StepContext {
  readonly config: Readonly<Record<string, unknown>>;
  /** The deadline to keep where the walk came back to this wait; absent on a first arrival. */
  readonly deadline?: number | null;
  /** The step an exit leads to, and which of its visits that would be; null where it leads to an end. */
  ahead(exit: string): Ahead | null;
  /** The visit ahead will not be made: the next one bears another number, so that nothing asked about this one is taken for it. */
  passOver(ahead: Ahead): void;
  /** Stands here until settled. */
  park(waiting: ParkCall['for']): Promise<WaitOutcome | Left>;
  /** Asks the database; short, without effect outside. */
  decide(asking?: Asking): Promise<Answered | Left | Unwound>;
  /** Does the step's work outside, waiting and asking again for as long as its answer says so. */
  act(): Promise<Answered | Left | Unwound>;
}

export type Run = (step: StepContext) => Promise<StepResult>;
