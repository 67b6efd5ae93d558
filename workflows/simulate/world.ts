import type { ActCall, ActResult, ParkCall, WaitOutcome } from '../ports.ts';
import type { ConditionFacts } from '../terms/answers.ts';
import type { Coverable, Said } from '../terms/covers.ts';
import type { GivenScore } from '../terms/next-score.ts';
import type { TrailEntry } from '../terms/walk-state.ts';
import type { Ending } from '../engine/step-context.ts';

/** What is true of an improvement at some moment. */
export type KnownImprovement = Coverable & { revision: number };

/** What a simulated loop begins with. */
export interface Outset {
  /** When the loop opens, in epoch ms. */
  opened: number;
  customer: ConditionFacts['customer'];
  feedback: Said;
  improvements?: readonly KnownImprovement[];
  /** For customers whose zone is unknown. */
  zone?: string;
  /** Names the feedback in the jitter of deadlines, and the customer in draws: with the real ids, a preview gives what the real loop gets. */
  feedbackId: string;
  customerId: string;
  /** Messages wait for a person's look. */
  held?: boolean;
  /** Milliseconds between a message being ready and leaving. */
  delayMs?: number;
  /** What kind of score opened the loop, where one did. */
  scoreKind?: GivenScore['kind'];
  /** In the comparison group. */
  compared?: boolean;
  /** Who decides of what is true whether and when it leaves; absent = at once. */
  gate?: SendGate;
  /** Shares this customer was given before, by step: they hold for good. */
  draws?: Readonly<Record<string, string>>;
  /** What the outside answers at a step, where it is not what is hoped for. */
  answers?: Readonly<Record<string, Extract<ActResult, { exit: string }>>>;
}

/** Something that happens to the loop's world at an instant in epoch ms. */
export type Happening = { at: number } & (
  | { improvement: KnownImprovement }
  | { release: string; paused: boolean }
  | { customer: ConditionFacts['customer'] }
  | { feedback: Partial<Said> }
  | { flow: 'paused' | 'resumed' }
  | { message: string; answer: 'approved' | 'stopped' }
  /** step#visit */
  | { task: string; settled: 'done' | 'not-done' }
  /** An answer of the customer to a message that went, by step#visit: the exit it leads to. */
  | { reply: string; says: string }
  /** The customer gives a score. */
  | { score: GivenScore }
  | { loop: 'over' }
);

export interface WaitRow {
  step: string;
  visit: number;
  for: ParkCall['for'];
  until: number | null;
  since: number;
  outcome: WaitOutcome | null;
}

export interface SimulatedMessage {
  /** step#visit */
  id: string;
  call: ActCall;
  /** Nothing leaves before. */
  notBefore: number;
  /** Too late from then on; null = tried for ever. */
  staleAfter: number | null;
  look: 'wanted' | 'approved' | 'stopped';
  /** A step asked for approval of it, and its own step is not reached yet. */
  asked?: boolean;
  /** Nobody said yes in time. */
  unanswered?: boolean;
  result: Extract<ActResult, { exit: string }> | null;
  at: number;
}

/** It leaves, or is withheld; or it is to be asked again then. */
export type Leaving = { exit: string; code?: string } | { later: number; code: string };

/** What the send gate knows beside whether a message is true: whoever simulates a house brings one. */
export interface SendGate {
  /** Why it can never leave: no address, no consent. Asked before whether it is true. */
  refuses(message: SimulatedMessage, now: number): string | null;
  /** Of what is true: whether it leaves now. Asked again at the instant it gives. `trail`: what the loop did so far. */
  judge(message: SimulatedMessage, now: number, trail: ReadonlyMap<number, TrailEntry>): Leaving | Promise<Leaving>;
}

/** The facts around one simulated loop, as the database would hold them. */
export interface World extends Outset {
  /** When they spoke of it first: a limit counted from when they spoke counts from here, whatever joined since. */
  readonly spokeFirst: number;
  /** Told by whoever keeps the time: virtual in simulation. */
  clock: () => number | Promise<number>;
  known: Map<string, KnownImprovement>;
  pausedReleases: Set<string>;
  paused: boolean;
  over: boolean;
  waits: Map<string, WaitRow>;
  messages: Map<string, SimulatedMessage>;
  /** What became of the tasks given, by step#visit. */
  tasks: Map<string, 'open' | 'done' | 'not-done'>;
  /** The customer's latest answer to each message. */
  replies: Map<string, string>;
  scores: (GivenScore & { at: number })[];
  trail: Map<number, TrailEntry>;
  ending: Ending | null;
}

export function worldOf(outset: Outset, clock: World['clock']): World {
  return {
    ...outset,
    spokeFirst: outset.feedback.occurredAt.getTime(),
    clock,
    known: new Map((outset.improvements ?? []).map((one) => [one.id, one])),
    pausedReleases: new Set(),
    paused: false,
    over: false,
    waits: new Map(),
    messages: new Map(),
    tasks: new Map(),
    replies: new Map(),
    scores: [],
    trail: new Map(),
    ending: null,
  };
}

/** Makes it a fact. */
export function happen(world: World, what: Happening): void {
  if ('improvement' in what) world.known.set(what.improvement.id, what.improvement);
  else if ('release' in what) world.pausedReleases[what.paused ? 'add' : 'delete'](what.release);
  else if ('customer' in what) world.customer = what.customer;
  else if ('feedback' in what) world.feedback = { ...world.feedback, ...what.feedback };
  else if ('flow' in what) world.paused = what.flow === 'paused';
  else if ('loop' in what) world.over = true;
  else if ('reply' in what) reply(world, what.reply, what.says);
  else if ('score' in what) world.scores.push({ ...what.score, at: what.at });
  else if ('task' in what) settle(world, what.task, what.settled);
  else answer(world, what.message, what.answer, what.at);
}

function answer(world: World, id: string, look: 'approved' | 'stopped', at: number): void {
  const message = world.messages.get(id);
  if (!message || message.result || message.look !== 'wanted') return;
  Object.assign(message, { look, notBefore: at + (world.delayMs ?? 0) });
}

/** What was said first stands. */
function settle({ tasks }: World, id: string, settled: 'done' | 'not-done'): void {
  if (tasks.get(id) === 'open') tasks.set(id, settled);
}

/** Only what went can be answered; the latest answer counts. */
function reply({ messages, replies }: World, id: string, says: string): void {
  if (messages.get(id)?.result?.exit === 'sent') replies.set(id, says);
}
