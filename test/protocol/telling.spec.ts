import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { aCustomer, aFlow, aLoop, aWaitingLoop, anImprovement, release, retract, verify } from './arrange.ts';
import { Stage } from './stage.ts';
import { startLoop } from '../../server/waiting/start-loop.ts';
import { hintKey } from '../../server/waiting/recheck.ts';

const DAY = 86_400_000;
let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const loopNow = (id: string) => stage.db.loops.findById(id).lean();
const messages = () => stage.db.messages.find().sort({ createdAt: 1, visit: 1 }).lean();
const verifyAndRelease = async (id: string): Promise<void> => release(stage, id, await verify(stage, id));

describe('an improvement and the customers who wait for it', () => {
  it('is told once to a customer who waited before it was verified, and the loop is closed as told', async () => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    expect(stage.loops.bugs).toEqual([]);
    expect(stage.channel.seen).toHaveLength(1);
    expect(await loopNow(loop._id)).toMatchObject({ status: 'closed', closedAs: 'told' });
  });

  it('reaches a loop whose wait begins only after it was verified', async () => {
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    expect(stage.channel.seen).toHaveLength(1);
  });

  it('reaches a loop whose wait begins in the middle of verifying, at each point', async () => {
    const flow = await aFlow(stage);
    const improvement = await anImprovement(stage);
    const customer = await aCustomer(stage);
    const loop = await aLoop(stage, { flow, customer });
    stage.faults.meanwhile(0, async () => verifyAndReleaseNow(improvement._id));
    await startLoop(stage.db, stage.loops, loop);
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(1);
    expect(await loopNow(loop._id)).toMatchObject({ status: 'closed' });
  });

  it('is not told to one who spoke after it shipped, nor to one it does not cover, and they go on waiting', async () => {
    const flow = await aFlow(stage);
    const late = await aWaitingLoop(stage, { flow, customer: await aCustomer(stage), daysAgo: 0.5 });
    const basic = await aWaitingLoop(stage, { flow, customer: await aCustomer(stage, { attributes: { plan: 'basic' } }) });
    const other = await aWaitingLoop(stage, { flow, customer: await aCustomer(stage), theme: 'delivery' });
    const improvement = await anImprovement(stage, { scope: { field: 'customer.attributes.plan', is: ['pro'] } });
    await verifyAndRelease(improvement._id);
    expect(stage.channel.seen).toEqual([]);
    for (const loop of [late, basic, other]) expect(await loopNow(loop._id)).toMatchObject({ status: 'open' });
  });

  it('ends the wait as timed out when nothing came, and not a moment before the deadline', async () => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    stage.clock.advance(90 * DAY - 1);
    await stage.loops.quiet();
    expect(await loopNow(loop._id)).toMatchObject({ status: 'open' });
    stage.clock.advance(DAY);
    await stage.loops.quiet();
    expect(await loopNow(loop._id)).toMatchObject({ status: 'ended', reasonCode: 'stop-step' });
  });

  it('wins over a deadline that passed while its release was paused', async () => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    const revision = await verify(stage, improvement._id);
    await stage.db.improvements.updateOne({ _id: improvement._id }, { $set: { 'release.state': 'paused' } });
    stage.clock.advance(120 * DAY);
    await stage.loops.quiet();
    expect(await loopNow(loop._id)).toMatchObject({ status: 'open' });
    await stage.db.improvements.updateOne({ _id: improvement._id }, { $set: { 'release.state': 'wanted' } });
    await release(stage, improvement._id, revision);
    expect(await loopNow(loop._id)).toMatchObject({ status: 'closed', closedAs: 'told' });
  });

  it('does not let a wait run out while the flow is paused', async () => {
    const flow = await aFlow(stage);
    const loop = await aWaitingLoop(stage, { flow, customer: await aCustomer(stage) });
    await stage.db.flows.updateOne({ _id: flow }, { $set: { pausedSending: true } });
    stage.clock.advance(120 * DAY);
    await stage.loops.quiet();
    expect(await loopNow(loop._id)).toMatchObject({ status: 'open' });
  });

  it('holds the message of a paused flow in place, and sends it when the flow goes on', async () => {
    const flow = await aFlow(stage);
    await aWaitingLoop(stage, { flow, customer: await aCustomer(stage) });
    await stage.db.flows.updateOne({ _id: flow }, { $set: { pausedSending: true } });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    expect(stage.channel.seen).toEqual([]);
    await stage.db.flows.updateOne({ _id: flow }, { $set: { pausedSending: false } });
    await hintKey(stage.db, stage.loops, `flow:${flow}`, 'resume');
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(1);
  });

  it('answers with a decision against it, where nothing is verified', async () => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    const now = stage.clock.now();
    const improvement = await anImprovement(stage, {
      state: 'declined',
      declinedAt: now,
      decision: 'too costly',
      release: { revision: 1, state: 'wanted' },
    });
    await release(stage, improvement._id, 1);
    expect((await messages()).map((message) => message.template)).toEqual(['not-this-one']);
    expect(await loopNow(loop._id)).toMatchObject({ status: 'closed', closedAs: 'told' });
  });
});

describe('once', () => {
  it('tells one customer of two flows, two complaints and one improvement one time; both loops count as answered', async () => {
    const customer = await aCustomer(stage);
    const loops = [
      await aWaitingLoop(stage, { flow: await aFlow(stage), customer }),
      await aWaitingLoop(stage, { flow: await aFlow(stage), customer }),
    ];
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    stage.clock.advance(60_000);
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(1);
    expect((await messages()).map((message) => message.state).sort()).toEqual(['sent', 'withheld']);
    for (const loop of loops) expect(await loopNow(loop._id)).toMatchObject({ status: 'closed', closedAs: 'told' });
  });

  it('absorbs a double verify, a repeated release and repeated hints', async () => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    const revision = await verify(stage, improvement._id);
    expect(await verify(stage, improvement._id)).toBe(0);
    await Promise.all([release(stage, improvement._id, revision), release(stage, improvement._id, revision)]);
    await stage.loops.hint({ loop: loop._id, generation: 1 }, 'again');
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(1);
  });

  it('may tell a second, later improvement when the first one was taken back and the wait began again', async () => {
    await aWaitingLoop(stage, { flow: await aFlow(stage, { hold: 1 }), customer: await aCustomer(stage) });
    const first = await anImprovement(stage, { title: 'First' });
    await verifyAndRelease(first._id);
    expect(await messages()).toMatchObject([{ state: 'held' }]);
    await retract(stage, first._id);
    await hintKey(stage.db, stage.loops, `message:${(await messages())[0]?._id ?? ''}`, 'recalled');
    await stage.loops.quiet();
    const second = await anImprovement(stage, { title: 'Second' });
    await verifyAndRelease(second._id);
    expect(stage.channel.seen.map((sent) => sent.content.text)).toEqual([expect.stringContaining('Second')]);
    expect((await messages()).map((message) => message.state)).toEqual(['recalled', 'sent']);
  });
});

describe('what the channel answers', () => {
  const told = async (): Promise<string> => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    return loop._id;
  };

  it('a definite no is failed, and the loop is ended as not told', async () => {
    stage.channel.answer({ outcome: 'refused', code: '550' });
    const loop = await told();
    expect(await messages()).toMatchObject([{ state: 'failed', reason: 'refused-by-server', detail: '550' }]);
    expect(await loopNow(loop)).toMatchObject({ status: 'ended', reasonCode: 'not-told' });
    expect(await stage.db.tells.countDocuments()).toBe(0);
  });

  it('a busy server is tried again later, and then told once', async () => {
    stage.channel.answer({ outcome: 'again', code: '451' });
    const loop = await told();
    expect(await messages()).toMatchObject([{ state: 'scheduled', reason: 'provider-busy' }]);
    stage.clock.advance(61_000);
    await stage.loops.quiet();
    expect(await loopNow(loop)).toMatchObject({ status: 'closed' });
    expect(stage.channel.seen).toHaveLength(1);
  });

  it('a server that is busy for longer than the step tries is given up, and says so', async () => {
    stage.channel.answer(...Array.from({ length: 400 }, () => ({ outcome: 'again' as const, code: '451' })));
    await told();
    for (let day = 0; day < 15 * 4; day += 1) {
      stage.clock.advance(DAY / 4);
      await stage.loops.quiet();
    }
    expect(await messages()).toMatchObject([{ state: 'withheld', reason: 'gave-up-trying' }]);
  });

  it('a connection that broke after the handing over is unknown, is not sent again, and the loop goes on as sent', async () => {
    stage.channel.answer(new Error('socket closed'));
    const loop = await told();
    expect(await messages()).toMatchObject([{ state: 'unknown', reason: 'outcome-unknown' }]);
    expect(await loopNow(loop)).toMatchObject({ status: 'closed' });
    stage.clock.advance(30 * DAY);
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(1);
  });
});

async function verifyAndReleaseNow(id: string): Promise<void> {
  const revision = await verify(stage, id);
  await stage.releasing.begin(id, revision);
  await stage.releasing.page(id, revision, { bucket: 0, after: '' });
}
