import { createHash } from 'node:crypto';
import type { Plan, PlanStep, Step } from '@loopwright/workflows/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import { newId } from '../../server/storage/ids.ts';
import { sweepLedger } from '../../server/telling/ledger-sweep.ts';
import { startLoop } from '../../server/waiting/start-loop.ts';
import { aCustomer, aFlow, aVersion, aWaitingLoop, anImprovement, release, retract, verify } from './arrange.ts';
import { Crash } from './fault-script.ts';
import { Stage } from './stage.ts';

const TELL = 'you-asked-we-changed';
const WRONG = 'what-i-told-you-was-wrong';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
  const row = { name: WRONG, version: 1, title: WRONG, variants: {}, claims: false, decides: false, corrects: true, promises: null };
  await stage.db.templates.create({ _id: WRONG, ...row, createdAt: stage.clock.now() });
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const send = (id: string, template: string, next: string, hand: PlanStep['hand']): PlanStep => ({
  id,
  kind: 'send-message',
  version: 1,
  config: { template, channel: 'email', as: null, fallback: 'en', quote: false, tryForMs: 14 * 86_400_000 },
  exits: { sent: { to: next }, withheld: { end: 'not-told' } },
  hand,
});

/** Correct; wait for what holds; say so; close. */
function correctingPlan(flow: string): Plan {
  const hand = { wait: 'again', as: 'verified' as const };
  const steps: PlanStep[] = [
    send('wrong', WRONG, 'again', null),
    {
      id: 'again',
      kind: 'wait-for-improvement',
      version: 1,
      config: { themes: 'same', atMostMs: 180 * 86_400_000, countedFrom: 'here' },
      exits: { verified: { to: 'holds' }, declined: { end: 'nothing-more' }, 'timed-out': { end: 'nothing-more' } },
      hand: null,
    },
    send('holds', TELL, 'done', hand),
    { id: 'done', kind: 'close-loop', version: 1, config: { as: 'told' }, exits: {}, hand },
  ];
  const body = {
    format: 1 as const,
    flow,
    first: { to: 'wrong' },
    steps: Object.fromEntries(steps.map((one) => [one.id, one])),
    templates: { [TELL]: hash(TELL), [WRONG]: WRONG },
  };
  return { $plan: hash(JSON.stringify(body)), ...body };
}

/** A live flow for what is taken back; answers with its version. */
async function aCorrectingFlow(): Promise<string> {
  const flow = await aFlow(stage);
  const drawn: Step[] = [];
  return `${flow}/${String(await aVersion(stage, flow, correctingPlan(flow), drawn))}`;
}

const flowOf = (version: string): string => version.split('/')[0] ?? '';
const sent = (): string[] => stage.channel.seen.map(({ message }) => message.template);
const loopsOf = (version: string): Promise<LoopDoc[]> => stage.db.loops.find({ flow: flowOf(version) }).lean<LoopDoc[]>();

/** What a worker does of itself: the recall to its end, loops that were not started, corrections that no loop drives. */
async function carryOn(improvement: string, epoch: number): Promise<void> {
  for (let after = ''; ;) {
    const page = await stage.recalling.correctPage(improvement, epoch, after);
    if (!('next' in page)) break;
    after = page.next;
  }
  for (const loop of await stage.db.loops.find({ status: 'open', started: false }).lean<LoopDoc[]>())
    await startLoop(stage.db, stage.loops, loop);
  await stage.sweeper.sweep();
  await stage.loops.quiet();
  while ((await sweepLedger(stage.db, stage.clock, stage.ledger)) > 0);
  await stage.loops.quiet();
}

async function told(): Promise<{ improvement: string; loop: LoopDoc }> {
  const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
  const improvement = (await anImprovement(stage))._id;
  await release(stage, improvement, await verify(stage, improvement));
  return { improvement, loop };
}

async function takeBack(improvement: string, flows: string[]): Promise<void> {
  const doc = await retract(stage, improvement, flows);
  await carryOn(improvement, doc?.epoch ?? 0);
}

describe('a flow that begins when something is taken back', () => {
  it('takes up who was told: its correction goes, no other, and what holds later is told by it', async () => {
    const flow = await aCorrectingFlow();
    const { improvement, loop } = await told();
    await takeBack(improvement, [flow]);
    await carryOn(improvement, 1);
    expect(stage.loops.bugs).toEqual([]);
    expect(sent()).toEqual([TELL, WRONG]);
    expect(await loopsOf(flow)).toMatchObject([{ feedback: loop.feedback, status: 'open', takenBack: { improvement, epoch: 1 } }]);
    expect(await stage.db.loops.findById(loop._id).lean()).toMatchObject({ status: 'closed', generation: 1 });
    await release(stage, improvement, await verify(stage, improvement));
    expect(sent()).toEqual([TELL, WRONG, TELL]);
    expect(await loopsOf(flow)).toMatchObject([{ status: 'closed', closedAs: 'told' }]);
  });

  it('begins its loop again when what it told is taken back in turn', async () => {
    const flow = await aCorrectingFlow();
    const { improvement } = await told();
    await takeBack(improvement, [flow]);
    await release(stage, improvement, await verify(stage, improvement));
    await takeBack(improvement, [flow]);
    expect(sent()).toEqual([TELL, WRONG, TELL, WRONG]);
    expect(await loopsOf(flow)).toMatchObject([{ status: 'open', generation: 2, takenBack: { epoch: 2 } }]);
  });

  it('takes up also one of whom nobody knows whether they were told, and settling that sends nothing more', async () => {
    const flow = await aCorrectingFlow();
    stage.channel.answer(new Error('socket closed'));
    const { improvement } = await told();
    await takeBack(improvement, [flow]);
    expect(sent()).toEqual([TELL, WRONG]);
    const [unknown] = await stage.db.messages.find({ state: 'unknown' }).lean();
    const settled = { as: 'leave' as const, by: 'Maya', at: stage.clock.now(), note: null };
    await stage.db.messages.updateOne({ _id: unknown?._id ?? '' }, { $set: { settled } });
    await stage.recalling.correctLate(unknown?._id ?? '');
    await carryOn(improvement, 1);
    expect(sent()).toEqual([TELL, WRONG]);
  });

  it('leaves to the product’s own correction whom its open loop keeps from beginning another', async () => {
    const flow = await aCorrectingFlow();
    const { improvement, loop } = await told();
    const { _id: _own, ...like } = loop;
    await stage.db.loops.create({ ...like, _id: newId(), flow: flowOf(flow), flowKey: flowOf(flow), status: 'failed' });
    await takeBack(improvement, [flow]);
    expect(sent()).toEqual([TELL, WRONG]);
    expect(await stage.db.messages.find({ template: WRONG }).lean()).toMatchObject([{ step: 'correction' }]);
    await stage.db.loops.updateOne({ flow: flowOf(flow) }, { $set: { status: 'ended' } });
    await carryOn(improvement, 1);
    expect(sent()).toEqual([TELL, WRONG]);
  });

  it('holds its correction while it is paused, and sends none when it was verified anew before that left', async () => {
    const flow = await aCorrectingFlow();
    const { improvement } = await told();
    await stage.db.flows.updateOne({ _id: flowOf(flow) }, { $set: { pausedSending: true } });
    await takeBack(improvement, [flow]);
    expect(sent()).toEqual([TELL]);
    await stage.db.houseRules.updateOne({ _id: 'house' }, { $set: { sendDelay: 'PT10M' } });
    await stage.db.flows.updateOne({ _id: flowOf(flow) }, { $set: { pausedSending: false } });
    await stage.sweeper.sweep();
    await stage.loops.quiet();
    await verify(stage, improvement);
    stage.clock.advance(3_600_000);
    await stage.loops.quiet();
    expect(stage.loops.bugs).toEqual([]);
    expect(sent()).toEqual([TELL]);
    expect(await loopsOf(flow)).toMatchObject([{ status: 'ended', reasonCode: 'not-told' }]);
  });

  it('loses nobody and corrects nobody twice, wherever the process dies', async () => {
    const play = async (): Promise<string> => {
      const flow = await aCorrectingFlow();
      const { improvement } = await told();
      stage.faults.passed.length = 0;
      return `${improvement} ${flow}`;
    };
    const [first = '', version = ''] = (await play()).split(' ');
    await takeBack(first, [version]);
    const points = [...stage.faults.passed];
    expect(points).toContain('T1.taken-up');
    for (let point = 0; point < points.length; point += 1) {
      await stage.reset();
      const [improvement = '', flow = ''] = (await play()).split(' ');
      stage.faults.crash(point);
      await takeBack(improvement, [flow]).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      const died = points[point];
      await stage.loops.stopAll();
      stage.clock.advance(180_000);
      await carryOn(improvement, 1);
      stage.clock.advance(180_000);
      await carryOn(improvement, 1);
      // Past the point of no return it is unknown whether it left, and it never leaves again.
      expect({ died, sent: sent() }).toEqual({ died, sent: died === 'L6.handed' ? [TELL] : [TELL, WRONG] });
      const corrected = await stage.db.messages.countDocuments({ template: WRONG, state: { $in: ['sent', 'unknown'] } });
      expect({ died, corrected }).toEqual({ died, corrected: 1 });
      expect({ died, loops: await loopsOf(flow) }).toMatchObject({ died, loops: [{ status: 'open' }] });
      expect({ died, own: await stage.db.messages.countDocuments({ step: 'correction' }) }).toEqual({ died, own: 0 });
    }
  });
});
