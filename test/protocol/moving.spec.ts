import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { compile, Flow } from '@loopwright/workflows/contract';
import type { Plan, Step } from '@loopwright/workflows/contract';
import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import { approveMessage } from '../../server/telling/approve.ts';
import { hintLoop, startLoop } from '../../server/waiting/start-loop.ts';
import { flowWorld } from '../builders/flow-world.ts';
import { close, send, step, stop, waitFor } from '../builders/steps.ts';
import { aCustomer, aFlow, aLoop, aVersion, anImprovement, release, verify } from './arrange.ts';
import { Crash } from './fault-script.ts';
import { brokenPromises } from './invariants.ts';
import { Stage } from './stage.ts';

const DAY = 86_400_000;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const TOLD: Step[] = [send('you-asked-we-changed', undefined, 'tell'), close('told')];
const BEFORE: Step[] = [
  waitFor(
    {
      verified: TOLD,
      'timed-out': [step('wait', { for: 'P3D' }, undefined, 'calm'), step('wait', { for: 'P5D' }, undefined, 'ask'), stop('end')],
    },
    { atMost: 'P90D' },
    'first',
  ),
];
/** A shorter limit; a step more before “ask”, which waits longer; “calm” is gone. */
const AFTER: Step[] = [
  waitFor(
    {
      verified: TOLD,
      'timed-out': [step('wait', { for: 'P2D' }, undefined, 'new'), step('wait', { for: 'P10D' }, undefined, 'ask'), stop('end')],
    },
    { atMost: 'P30D' },
    'first',
  ),
];

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

function planOf(flow: string, steps: Step[]): Plan {
  const world = flowWorld();
  const compiled = compile(Flow.parse({ name: 'F', steps }), world, flow);
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  const names = Object.keys(compiled.plan.templates);
  return { ...compiled.plan, templates: Object.fromEntries(names.map((name) => [name, hash(name)])) };
}

interface People {
  flow: string;
  at: Record<string, LoopDoc>;
}

async function flowBefore(): Promise<{ flow: string; enters: (theme?: string) => Promise<LoopDoc> }> {
  const flow = await aFlow(stage, { hold: 1 });
  const plan = planOf(flow, BEFORE);
  await stage.db.plans.create({ _id: plan.$plan, plan });
  await stage.db.versions.updateOne({ _id: `${flow}/1` }, { $set: { plan: plan.$plan, 'tree.steps': BEFORE } });
  const enters = async (theme = 'pricing'): Promise<LoopDoc> => {
    const loop = await aLoop(stage, { flow, customer: await aCustomer(stage), theme });
    await startLoop(stage.db, stage.loops, loop);
    await stage.loops.quiet();
    return loop;
  };
  return { flow, enters };
}

const days = async (count: number): Promise<void> => {
  stage.clock.advance(count * DAY);
  await stage.loops.quiet();
};

async function verified(theme: string): Promise<void> {
  const improvement = await anImprovement(stage, { themes: [theme] });
  await release(stage, improvement._id, await verify(stage, improvement._id));
}

/** One person at each place of the first version, one whose message waits for a look, and one who was told. */
async function people() {
  const { flow, enters } = await flowBefore();
  const ask = await enters();
  await days(4);
  const calm = await enters();
  await days(50);
  const late = await enters();
  await days(36.1);
  await days(3.1);
  await days(0.9);
  const first = await enters();
  const [held, told] = [await enters('delivery'), await enters('billing')];
  await verified('delivery');
  await verified('billing');
  return { flow, at: { first, late, calm, ask, held, told } };
}

/** Those who stay, go on, and have a message that waits for a look. */
async function few(): Promise<People> {
  const { flow, enters } = await flowBefore();
  const calm = await enters();
  await days(90.1);
  const [first, held] = [await enters(), await enters('delivery')];
  await verified('delivery');
  return { flow, at: { calm, first, held } };
}

const loopNow = (loop: LoopDoc) => stage.db.loops.findById(loop._id).lean();
const standsAt = async (loop: LoopDoc) => (await stage.db.waits.findOne({ loop: loop._id, state: 'open' }).lean())?.step ?? null;
const deadline = async (loop: LoopDoc): Promise<number> =>
  ((await stage.db.waits.findOne({ loop: loop._id, state: 'open' }).lean())?.deadline?.getTime() ?? NaN) - stage.clock.now().getTime();
const moveAll = async (): Promise<void> => {
  while ((await stage.partWay.pump()) > 0);
  await stage.loops.quiet();
};

describe('people part-way who are moved to a new version', () => {
  it('stand where they stood by its limits, or go on to the next step that is left; what was written goes as it is', async () => {
    const { flow, at } = await people();
    expect(await Promise.all([at.first, at.late, at.calm, at.ask, at.held].map(standsAt))).toEqual([
      'first',
      'first',
      'calm',
      'ask',
      'tell',
    ]);
    expect(await loopNow(at.told)).toMatchObject({ status: 'closed', version: 1 });
    await aVersion(stage, flow, planOf(flow, AFTER), AFTER);
    await moveAll();
    expect(await Promise.all([at.first, at.late, at.calm, at.ask, at.held].map(standsAt))).toEqual(['first', 'new', 'ask', 'ask', 'tell']);
    for (const loop of [at.first, at.late, at.calm, at.ask, at.held])
      expect(await loopNow(loop)).toMatchObject({ version: 2, status: 'open' });
    expect((await deadline(at.first)) / DAY).toBeCloseTo(30, 1);
    expect((await deadline(at.calm)) / DAY).toBeCloseTo(10, 1);
    expect((await deadline(at.ask)) / DAY).toBeLessThan(9.2);
    expect(await loopNow(at.told)).toMatchObject({ status: 'closed', version: 1 });
    const trail = await stage.db.trail.find({ loop: at.calm._id }).sort({ sequence: 1 }).lean();
    expect(trail.map(({ step, exit }) => `${step} ${exit}`)).toEqual(['first timed-out', 'calm moved']);
    const [held] = await stage.db.messages.find({ state: 'held' }).lean();
    await approveMessage(stage.db, stage.clock, held?._id ?? '', 'Maya');
    await hintLoop(stage.db, stage.loops, { loop: at.held._id, generation: 1 }, 'approved');
    await stage.loops.quiet();
    expect(await loopNow(at.held)).toMatchObject({ status: 'closed', closedAs: 'told' });
    expect(stage.channel.seen).toHaveLength(2);
    expect(await brokenPromises(stage, { mayBeUnknown: 0 })).toEqual([]);
  });

  it('whose step stands elsewhere finish in the version they are in; nobody is asked again', async () => {
    const { flow, at } = await people();
    const elsewhere = [waitFor({ verified: TOLD, declined: [step('wait', { for: 'P5D' }, undefined, 'ask'), stop('end')] }, {}, 'first')];
    await aVersion(stage, flow, planOf(flow, elsewhere), elsewhere);
    await moveAll();
    expect(await loopNow(at.ask)).toMatchObject({ version: 1, stays: 2, status: 'open' });
    expect(await loopNow(at.calm)).toMatchObject({ version: 1, stays: 2 });
    expect(await loopNow(at.first)).toMatchObject({ version: 2 });
    stage.clock.advance(9 * DAY);
    await stage.loops.quiet();
    expect(await loopNow(at.ask)).toMatchObject({ status: 'ended', version: 1 });
    stage.clock.advance(DAY);
    expect(await stage.partWay.pump()).toBe(0);
    expect(await stage.db.flows.findById(flow).lean()).toMatchObject({ partWay: null });
  });

  it('finish what they are sending before a step of theirs is taken away', async () => {
    const { flow, at } = await people();
    const silent = [waitFor({ verified: [step('wait', { for: 'P1D' }, undefined, 'rest'), close('told')] }, {}, 'first')];
    await aVersion(stage, flow, { ...planOf(flow, BEFORE), $plan: hash('silent') }, silent);
    await moveAll();
    expect(await loopNow(at.held)).toMatchObject({ version: 1, wanted: 2 });
    const [held] = await stage.db.messages.find({ state: 'held' }).lean();
    await approveMessage(stage.db, stage.clock, held?._id ?? '', 'Maya');
    await hintLoop(stage.db, stage.loops, { loop: at.held._id, generation: 1 }, 'approved');
    await stage.loops.quiet();
    expect(await loopNow(at.held)).toMatchObject({ status: 'closed', closedAs: 'told', version: 1 });
  });

  it.each(['move', 'stop'] as const)('come to the same through a crash at each point, and nobody is told twice (%s)', async (how) => {
    const play = async ({ flow }: People): Promise<void> => {
      await aVersion(stage, flow, planOf(flow, AFTER), AFTER, how);
      await moveAll();
    };
    const account = async ({ at }: People): Promise<object> => {
      stage.clock.advance(61_000);
      await moveAll();
      const loops = await Promise.all(Object.values(at).map(async (loop) => [await loopNow(loop), await standsAt(loop)] as const));
      const seen = await brokenPromises(stage, { mayBeUnknown: 0 });
      return { stand: loops.map(([loop, step]) => `${loop?.status ?? ''} ${String(loop?.version)} ${String(step)}`), seen };
    };
    const cast = await few();
    stage.faults.clear();
    await play(cast);
    const points = stage.faults.passed.length;
    expect(points).toBeGreaterThan(how === 'move' ? 7 : 2);
    const whole = await account(cast);
    for (let point = 0; point < points; point += 1) {
      await stage.reset();
      const again = await few();
      stage.faults.clear();
      stage.faults.crash(point);
      await play(again).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      const died = stage.faults.passed[point] ?? '';
      await stage.loops.stopAll();
      stage.clock.advance(61_000);
      for (const loop of await stage.db.loops.find({ status: 'open' }).lean<LoopDoc[]>()) await startLoop(stage.db, stage.loops, loop);
      await stage.loops.quiet();
      await moveAll();
      expect({ died, ...(await account(again)) }).toEqual({ died, ...whole });
    }
  });
});
