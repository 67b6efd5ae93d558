export { deadlineOf } from './engine/deadline.ts';
export { comparedWith, isWanted } from './terms/next-score.ts';
export type { ScoreWanted } from './terms/next-score.ts';
export { drawShare } from './steps/split/draw-share.ts';
export { nextWeekday } from './steps/wait/next-weekday.ts';
import type { ConditionFacts } from './terms/answers.ts';
import type { ClosedAs } from './terms/loop.ts';
import type { ScoreWanted } from './terms/next-score.ts';
import type { Hand, TrailEntry, WalkState } from './terms/walk-state.ts';

/** Which walk of which loop; the only identity that enters Temporal's history. */
export interface LoopRef {
  loop: string;
  generation: number;
}

/** Entries ride on the next call and are upserted by (loop, generation, sequence). */
export interface Carried extends LoopRef {
  trail: TrailEntry[];
}

/** Where a loop is about to stand. One row a `wait` id; parking again changes nothing. */
export interface ParkCall extends Carried {
  /** loop#generation#step#visit, and #n for auxiliary parks. */
  wait: string;
  step: string;
  visit: number;
  plan: string;
  checkpoint: WalkState;
  for:
    | { what: 'improvement'; themes: 'same' | string[]; atMostMs: number | null; countedFrom: 'here' | 'spoke'; deadline?: number | null }
    | { what: 'time'; rule: TimeRule }
    /** An act that asked to be called again: when its message is approved or stopped, or at `until`. */
    | { what: 'again'; message: string | null; until: number | null }
    /** The flow is paused. */
    | { what: 'resume' }
    /** A person's answer to what an earlier call of this step asked; `about` names the row that will hold it. */
    | { what: Asked; about: string; atMostMs: number }
    /** The customer's next score of a kind. */
    | { what: 'score'; wanted: ScoreWanted; atMostMs: number };
}

/** What people may be asked by a step that then waits. */
export type Asked = 'task' | 'approval' | 'reply';

/** Either a length of time, or the next weekday (1 = Monday) and time in the customer's zone. */
export type TimeRule = { forMs: number } | { weekday: number; time: string };

export type WaitOutcome =
  | { exit: 'verified' | 'declined'; improvement: string; revision: number; deadline: number | null }
  | { exit: 'timed-out' | 'elapsed' | 'go-on' }
  /** Somebody has said: `as` is the exit it leads to. */
  | { exit: 'answered'; as: string; code?: string; about?: string }
  /** What is in hand does not hold any more: back to its wait. */
  | { exit: 'untrue'; code: string };

/** Epoch ms instants; `until: null` = only a hint can end it. `over`: the loop is not open any more. */
export type ParkResult =
  | { state: 'open'; until: number | null }
  | { state: 'done'; outcome: WaitOutcome }
  | { state: 'over' }
  /** The loop goes on in another version: from this state, in that plan. */
  | { state: 'moved'; plan: string; at: WalkState };

/** A step that acts; `key` is H(loop, generation, step, visit). */
export interface ActCall extends Carried {
  step: string;
  kind: string;
  visit: number;
  plan: string;
  config: Readonly<Record<string, unknown>>;
  hand: (Hand & { wait: string }) | null;
  /** The step a call looks ahead to, and which of its visits comes next. */
  ahead?: Ahead;
  /** What an earlier call of the same visit was about. */
  about?: string;
}

export interface Ahead {
  step: string;
  visit: number;
}

/**
 * What an act came to. `later`: park and call again. `paused`: park until the flow is resumed. `unwind`: the improvement
 * in hand no longer covers, go back to its wait. `over`: the loop is not open any more.
 */
export type ActResult =
  | { exit: string; code?: string; about?: string }
  | { later: { message: string | null; until: number | null } }
  | { paused: true }
  | { unwind: true; code: string }
  | { over: true };

export type FinishCall = Carried &
  ({ end: 'closed'; as: ClosedAs } | { end: 'ended'; code: string; reason?: string } | { end: 'failed'; code: string });

/** What a loop's workflow asks of the outside. Everything is idempotent by its ids; all throw codes only. */
export interface LoopActivities {
  /** Short database work, run as local activities. */
  park(call: ParkCall): Promise<ParkResult>;
  settle(call: Carried & { wait: string }): Promise<ParkResult>;
  decide(call: ActCall): Promise<ActResult>;
  finish(call: FinishCall): Promise<void>;
  /** Work with the outside, run as ordinary activities on their own task queue. */
  act(call: ActCall): Promise<ActResult>;
}

/** Whether a loop may go on: read before each act. */
export type Standing = 'open' | 'paused' | 'over';

/** What kinds' activities reach the outside through; the server implements it, simulation plays it. */
export interface Ports {
  loops: {
    /** Stores carried trail entries and says whether the loop may act. */
    standing(carried: Carried): Promise<Standing>;
    facts(ref: LoopRef): Promise<ConditionFacts>;
    finish(call: FinishCall): Promise<void>;
  };
  waits: {
    park(call: ParkCall): Promise<ParkResult>;
    settle(call: Carried & { wait: string }): Promise<ParkResult>;
  };
  /** The stored share of this loop's customer at this step; drawn on first asking. */
  splits: { draw(call: LoopRef & { plan: string; step: string; shares: { key: string; percent: number }[] }): Promise<string> };
  messages: { tell(call: ActCall): Promise<ActResult> };
  webhooks: { call(call: ActCall): Promise<ActResult> };
  notices: { tell(call: ActCall): Promise<ActResult> };
  /** Writes the message ahead and has somebody look at it: answers `asked` about it. */
  approvals: { ask(call: ActCall): Promise<ActResult> };
  replies: {
    /** The message whose answer a step waits for: `asked` about it. With `about`, has somebody read that answer. */
    await(call: ActCall): Promise<ActResult>;
    /** Asks the customer, unless the answer is known: `asked` about the message, the answer, or `withheld`. With `about`, that answer becomes the theme. */
    ask(call: ActCall): Promise<ActResult>;
  };
  /** Notes something on a customer or a feedback, once a step visit. */
  notes: { set(call: ActCall): Promise<ActResult> };
  /** Gives a task to whom it names; answers `next` about it. */
  tasks: { give(call: ActCall): Promise<ActResult> };
}

/** One page of telling everybody an improvement is true for. Cursors are the server's own; null = the beginning. */
export interface ReleasePageCall {
  improvement: string;
  revision: number;
  after: string | null;
  /** How many this whole walk has offered so far: one that ends with none is the last. */
  offered: number;
}

/** `next: null` = the walk is through; `done`: nobody is left; `stop`: a newer revision, a pause or a retraction took over. */
export interface ReleasePage {
  next: string | null;
  offered: number;
  inFlight: number;
  /** So many are offered and still open that the walk is to wait; pages of earlier editions do not say. */
  full?: boolean;
  done: boolean;
  stop: boolean;
}

/** One page of taking back what was claimed: stops what has not left, and queues one correction for each customer told. */
export interface RecallPageCall {
  improvement: string;
  epoch: number;
  after: string | null;
}

export interface RecallPage {
  next: string | null;
  done: boolean;
  stop: boolean;
}

/** What the workflows of release and recall ask of the outside. Idempotent; pages may be repeated. */
export interface ReleaseActivities {
  releasePage(call: ReleasePageCall): Promise<ReleasePage>;
  recallPage(call: RecallPageCall): Promise<RecallPage>;
}

/** Something outside is not there just now: called again for ever. Any other error is a bug, and is tried at most five times. */
export class Outage extends Error {
  override readonly name = 'Outage';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}
