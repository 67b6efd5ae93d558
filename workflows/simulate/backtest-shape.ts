import type { Arrival } from '../flows/admits.ts';
import type { ConditionFacts } from '../terms/answers.ts';
import type { Entry } from '../terms/flow.ts';
import type { Purpose } from '../terms/message.ts';
import type { Plan } from '../terms/plan.ts';
import type { Cap } from './house.ts';
import type { KnownImprovement } from './world.ts';

/** One thing a customer said, as an entry looks at it. It counts as coming in when it was said. */
export type PastFeedback = Arrival & { id: string };

/** That they were written to by another flow; `told`: what of, if it said that something changed or was decided. */
export interface PastMessage {
  at: number;
  told: { improvement: string; purpose: Purpose } | null;
}

/** A customer, and all they said in the time looked at: the oldest first. */
export interface PastPerson {
  id: string;
  customer: ConditionFacts['customer'];
  said: readonly PastFeedback[];
  /** Why nothing could be sent to them, by channel. */
  refused: Readonly<Partial<Record<string, string>>>;
  /** Where they stand in comparisons: from 0 up to, never reaching, 1. */
  arm: number;
  /** Shares drawn before, by step. */
  draws: Readonly<Record<string, string>>;
  /** From other flows, in any order. */
  messages: readonly PastMessage[];
}

/** What became of an improvement at an instant; `epoch` counts how often it was taken back by then. */
export interface PastChange {
  at: number;
  improvement: KnownImprovement;
  epoch: number;
}

/** A flow as it is replayed: as if it had been live all that time. */
export interface Replay {
  entry: Entry;
  plan: Plan;
  demo: boolean;
  /** What each message says, by its template: a change, a decision, or neither. */
  purposes: Readonly<Record<string, Purpose | null>>;
  /** Until when somebody of this arm is not told on purpose. */
  keptUntil: (arm: number) => number | null;
  /** Whether what waits for somebody's yes gets it at once. */
  approves: boolean;
  /** Loops are followed until then. */
  until: number;
  /** What was verified, declined and taken back, in its order of time. */
  changes: readonly PastChange[];
  house: {
    delayMs: number;
    zone: string;
    cap: Cap | null;
    /** The first instant from `now` on at which messages leave in that zone. */
    nextOpen: (zone: string, now: number) => number;
  };
}
