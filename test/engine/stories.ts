import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { Plan } from '@loopwright/workflows/contract';
import { Outage } from '@loopwright/workflows/ports';
import type { LoopRef, Ports } from '@loopwright/workflows/ports';
import type { Happening, KnownImprovement, Outset } from '../../workflows/simulate/simulate.ts';
import type { LoopStage } from './loop-stage.ts';
import { busyPlan, longPlan, promisePlan } from './plans.ts';
import type { Worlds } from './worlds.ts';

/** What a story can do to its loop. */
export interface Telling {
  happen(what: Happening extends infer H ? (H extends { at: number } ? Omit<H, 'at'> : never) : never): Promise<void>;
  /** Until the loop stands at this step for the nth time and its row is written. */
  standing(step: string, visit?: number): Promise<void>;
  /** Wakes the loop, and waits until a fresh run of it has begun. */
  hint(): Promise<void>;
  loop: WorkflowHandle;
}

export interface Story {
  name: string;
  plan: Plan;
  /** The version it is moved to on the way. */
  next?: Plan;
  outset?: Partial<Outset>;
  /** Spoils the ports for this story. */
  spoil?: (ports: Ports) => Ports;
  tell(telling: Telling): Promise<void>;
}

const LONG = 3_600_000;
const shipped = (over: Partial<KnownImprovement> = {}): KnownImprovement => ({
  id: 'i1',
  state: 'verified',
  themes: ['pricing'],
  shippedAt: new Date(),
  revision: 1,
  ...over,
});

/** Fails the first calls of one port, then lets them through. */
function failing<Call, Answer>(
  times: number,
  error: () => Error,
  call: (argument: Call) => Promise<Answer>,
): (argument: Call) => Promise<Answer> {
  let left = times;
  return (argument) => (left-- > 0 ? Promise.reject(error()) : call(argument));
}

const NEXT = promisePlan('moved', LONG / 2);

/** What loops go through; golden histories are recorded of each. */
export const STORIES: readonly Story[] = [
  {
    name: 'told',
    plan: promisePlan('told', LONG),
    async tell({ happen, standing }) {
      await standing('wait');
      await happen({ improvement: shipped() });
    },
  },
  { name: 'timed-out', plan: promisePlan('timed-out', 300), tell: () => Promise.resolve() },
  { name: 'busy', plan: busyPlan('busy'), tell: () => Promise.resolve() },
  {
    name: 'unwound',
    plan: promisePlan('unwound', 4000),
    outset: { held: true },
    async tell({ happen, standing }) {
      await standing('wait');
      await happen({ improvement: shipped() });
      await standing('tell');
      await happen({ improvement: shipped({ state: 'retracted', revision: 2 }) });
      await happen({ message: 'tell#1', answer: 'approved' });
      await standing('wait', 2);
    },
  },
  {
    name: 'paused-and-retried',
    plan: promisePlan('paused-and-retried', LONG),
    spoil: (ports) => ({
      ...ports,
      waits: { ...ports.waits, settle: failing(2, () => new Outage('database-away'), ports.waits.settle) },
      messages: { tell: failing(2, () => new Outage('mail-server-away'), ports.messages.tell) },
    }),
    async tell({ happen, standing }) {
      await standing('wait');
      await happen({ flow: 'paused' });
      await happen({ improvement: shipped() });
      await standing('tell');
      await happen({ flow: 'resumed' });
    },
  },
  {
    name: 'moved',
    plan: promisePlan('moved', LONG),
    next: NEXT,
    spoil: (ports) => {
      let moved = false;
      const settle: Ports['waits']['settle'] = (call) => {
        if (moved) return ports.waits.settle(call);
        moved = true;
        const at = { at: 'wait', visits: { wait: 1 }, hands: {}, parks: 0, sequence: 1 };
        return Promise.resolve({ state: 'moved', plan: NEXT.$plan, at });
      };
      return { ...ports, waits: { ...ports.waits, settle } };
    },
    async tell({ happen, standing, hint }) {
      await standing('wait');
      await hint();
      await happen({ improvement: shipped() });
    },
  },
  { name: 'continued', plan: longPlan('continued', 252), tell: () => Promise.resolve() },
  {
    name: 'failed-by-a-bug',
    plan: busyPlan('failed-by-a-bug'),
    spoil: (ports) => ({ ...ports, webhooks: { call: () => Promise.reject(new TypeError('x is not a function')) } }),
    tell: () => Promise.resolve(),
  },
];

/** Plays a story to its end on a stage. */
export async function play(story: Story, stage: LoopStage, worlds: Worlds): Promise<{ ref: LoopRef; loop: WorkflowHandle }> {
  const ref = { loop: story.name, generation: 1 };
  const world = worlds.open(ref.loop, outsetOf(story), story.spoil);
  if (story.next) stage.plans.set(story.next.$plan, story.next);
  const loop = await stage.open(story.plan, ref);
  const standing = async (step: string, visit = 1): Promise<void> => {
    while (![...world.waits.values()].some((row) => row.step === step && row.visit === visit)) await pause(20);
  };
  const happen: Telling['happen'] = async (what) => {
    worlds.happen(ref.loop, { at: Date.now(), ...what });
    await stage.hint(ref);
  };
  const hint: Telling['hint'] = async () => {
    const { runId } = await stage.handle(ref).describe();
    await stage.hint(ref);
    while ((await stage.handle(ref).describe()).runId === runId) await pause(20);
  };
  await story.tell({ happen, standing, hint, loop });
  await loop.result().catch(() => undefined);
  return { ref, loop };
}

const outsetOf = ({ name, outset }: Story): Outset => ({
  opened: Date.now(),
  customer: { attributes: { plan: 'pro' } },
  feedback: { themes: ['pricing'], occurredAt: new Date(Date.now() - 60_000), attributes: {} },
  feedbackId: name,
  customerId: name,
  ...outset,
});
