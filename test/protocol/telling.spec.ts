import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { aCustomer, aFlow, aLoop, aWaitingLoop, anImprovement, release, retract, verify } from './arrange.ts';
import { Stage } from './stage.ts';
import { startLoop } from '../../server/waiting/start-loop.ts';
import { approveMessage } from '../../server/telling/approve.ts';
import { stopMessages } from '../../server/telling/stop.ts';
import { hintKey } from '../../server/waiting/recheck.ts';
import { sweepLedger } from '../../server/telling/ledger-sweep.ts';

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

describe('wanted', () => {
  const tellAll = async (): Promise<void> => {
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
  };

  it.each([
    ['who said never by email', { consent: { email: false } }, 'no-consent'],
    ['without any address', { emails: [] }, 'no-address'],
    ['who was erased', { erasedAt: new Date(0) }, 'erased'],
  ])('withholds from a customer %s', async (_who, given, reason) => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage, given) });
    await tellAll();
    expect(stage.channel.seen).toEqual([]);
    expect(await messages()).toMatchObject([{ state: 'withheld', reason }]);
    expect(await loopNow(loop._id)).toMatchObject({ status: 'ended', reasonCode: 'not-told' });
  });

  it('stops at an unsubscribe between entry and sending', async () => {
    const customer = await aCustomer(stage);
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer });
    await stage.suppressions.add(customer.emails[0] ?? '', 'unsubscribed', stage.clock.now());
    await tellAll();
    expect(await messages()).toMatchObject([{ state: 'withheld', reason: 'suppressed' }]);
  });

  it('waits for the customer’s own morning, across the change of the clocks', async () => {
    await stage.db.houseRules.updateOne({ _id: 'house' }, { $set: { quietHours: { from: 8, to: 20 } } });
    const days = (Date.parse('2026-03-28T21:30:00Z') - stage.clock.now().getTime()) / DAY;
    stage.clock.advance(days * DAY);
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage, { timeZone: 'Europe/Berlin' }) });
    await tellAll();
    expect(await messages()).toMatchObject([{ state: 'scheduled', reason: 'quiet-hours', notBefore: new Date('2026-03-29T06:00:00Z') }]);
    stage.clock.advance(8.5 * 3_600_000);
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(1);
  });

  it('sends at most the cap across all flows, and the rest when a slot is free again', async () => {
    await stage.db.houseRules.updateOne({ _id: 'house' }, { $set: { cap: { messages: 1, within: 'P7D' } } });
    const customer = await aCustomer(stage);
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer });
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer, theme: 'delivery' });
    await tellAll();
    const other = await anImprovement(stage, { themes: ['delivery'] });
    await verifyAndRelease(other._id);
    expect(stage.channel.seen).toHaveLength(1);
    expect((await messages()).map((message) => message.reason)).toContain('cap');
    stage.clock.advance(7 * DAY + 1000);
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(2);
  });

  it('keeps the comparison group from being told, for good, and ends the loop as compared', async () => {
    const flow = await aFlow(stage);
    await stage.db.versions.updateOne(
      { _id: `${flow}/1` },
      { $set: { tree: { name: 'F', holdback: { percent: 10, until: '2027-06-01' } } } },
    );
    const loop = await aWaitingLoop(stage, { flow, customer: await aCustomer(stage, { arm: 0.05 }) });
    const told = await aWaitingLoop(stage, { flow, customer: await aCustomer(stage, { arm: 0.5 }) });
    await tellAll();
    expect(await loopNow(loop._id)).toMatchObject({ status: 'ended', reasonCode: 'compared' });
    expect(await loopNow(told._id)).toMatchObject({ status: 'closed' });
  });
});

describe('a look before the first messages go', () => {
  it('holds the first, sends exactly what was approved, and does nothing on a second click', async () => {
    const flow = await aFlow(stage, { hold: 1 });
    await aWaitingLoop(stage, { flow, customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    const [held] = await messages();
    expect(held).toMatchObject({ state: 'held' });
    expect(await approveMessage(stage.db, stage.clock, held?._id ?? '', 'Maya')).toBe(true);
    expect(await approveMessage(stage.db, stage.clock, held?._id ?? '', 'Maya')).toBe(false);
    await hintKey(stage.db, stage.loops, `message:${held?._id ?? ''}`, 'approved');
    await stage.loops.quiet();
    expect(stage.channel.seen.map((sent) => sent.content.hash)).toEqual([held?.content?.hash]);
  });

  it('comes back for another look when what it says changed after the approval', async () => {
    const flow = await aFlow(stage, { hold: 1 });
    await aWaitingLoop(stage, { flow, customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    const [held] = await messages();
    await approveMessage(stage.db, stage.clock, held?._id ?? '', 'Maya');
    await stage.db.improvements.updateOne({ _id: improvement._id }, { $set: { title: 'Reworded' } });
    await hintKey(stage.db, stage.loops, `message:${held?._id ?? ''}`, 'approved');
    await stage.loops.quiet();
    expect(stage.channel.seen).toEqual([]);
    expect(await messages()).toMatchObject([
      { state: 'held', approved: null, content: { text: expect.stringContaining('Reworded') as string } },
    ]);
  });

  it('is never sent when nobody answers in time', async () => {
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage, { hold: 1 }), customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    stage.clock.advance(15 * DAY);
    await stage.loops.quiet();
    expect(await messages()).toMatchObject([{ state: 'withheld', reason: 'stale' }]);
    expect(await loopNow(loop._id)).toMatchObject({ status: 'ended' });
  });
});

describe('recall', () => {
  it('stops what is queued, corrects those who were told exactly once, and leaves the rest waiting', async () => {
    const flow = await aFlow(stage);
    const told = await aCustomer(stage);
    await aWaitingLoop(stage, { flow, customer: told });
    const improvement = await anImprovement(stage);
    const revision = await verify(stage, improvement._id);
    await release(stage, improvement._id, revision);
    const quiet = await aCustomer(stage);
    await stage.db.houseRules.updateOne({ _id: 'house' }, { $set: { sendDelay: 'PT10M' } });
    const queued = await aWaitingLoop(stage, { flow, customer: quiet });
    await correctionTemplate();
    const retracted = await retract(stage, improvement._id);
    for (const key of (await messages()).map((message) => message._id)) await hintKey(stage.db, stage.loops, `message:${key}`, 'recalled');
    await stage.loops.quiet();
    await correctAll(improvement._id, retracted?.epoch ?? 0);
    await correctAll(improvement._id, retracted?.epoch ?? 0);
    expect(stage.channel.seen.map((sent) => [sent.message.template, sent.message.customer])).toEqual([
      ['you-asked-we-changed', told._id],
      ['what-i-told-you-was-wrong', told._id],
    ]);
    expect(await loopNow(queued._id)).toMatchObject({ status: 'open' });
  });

  it('opens the loop of one who was told wrongly again, and tells them once more when it is verified anew', async () => {
    const customer = await aCustomer(stage);
    const loop = await aWaitingLoop(stage, { flow: await aFlow(stage), customer });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    await correctionTemplate();
    const retracted = await retract(stage, improvement._id);
    await correctAll(improvement._id, retracted?.epoch ?? 0);
    const reopened = await stage.db.loops.findById(loop._id).lean();
    expect(reopened).toMatchObject({ status: 'open', generation: 2, started: false });
    if (reopened) await startLoop(stage.db, stage.loops, reopened);
    await stage.loops.quiet();
    await verifyAndRelease(improvement._id);
    expect(stage.channel.seen.map((sent) => sent.message.template)).toEqual([
      'you-asked-we-changed',
      'what-i-told-you-was-wrong',
      'you-asked-we-changed',
    ]);
    expect(await loopNow(loop._id)).toMatchObject({ status: 'closed', generation: 2 });
  });

  it('wakes loops of a resumed flow by the sweeper where the hint was lost', async () => {
    const flow = await aFlow(stage);
    await aWaitingLoop(stage, { flow, customer: await aCustomer(stage) });
    await stage.db.flows.updateOne({ _id: flow }, { $set: { pausedSending: true } });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    await stage.db.flows.updateOne({ _id: flow }, { $set: { pausedSending: false } });
    expect((await stage.sweeper.sweep()).resumed).toBe(1);
    await stage.loops.quiet();
    expect(stage.channel.seen).toHaveLength(1);
  });

  it('lets a person stop one message that waits', async () => {
    await stage.db.houseRules.updateOne({ _id: 'house' }, { $set: { sendDelay: 'PT10M' } });
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    const [queued] = await messages();
    expect(await stopMessages(stage.db, { _id: queued?._id ?? '' }, 'stopped', 'stopped-by-a-person')).toBe(1);
    stage.clock.advance(DAY);
    await stage.loops.quiet();
    expect(stage.channel.seen).toEqual([]);
  });
});

async function verifyAndReleaseNow(id: string): Promise<void> {
  const revision = await verify(stage, id);
  await stage.releasing.begin(id, revision);
  await stage.releasing.page(id, revision, { bucket: 0, after: '' });
}

async function correctionTemplate(): Promise<void> {
  const name = 'what-i-told-you-was-wrong';
  const row = { name, version: 1, title: name, variants: {}, claims: false, decides: false, promises: null, createdAt: stage.clock.now() };
  await stage.db.templates.updateOne({ _id: name }, { $setOnInsert: row }, { upsert: true });
}

async function correctAll(improvement: string, epoch: number): Promise<void> {
  for (let after = ''; ;) {
    const page = await stage.recalling.correctPage(improvement, epoch, after);
    if (!('next' in page)) break;
    after = page.next;
  }
  while ((await sweepLedger(stage.db, stage.clock, stage.ledger)) > 0);
}
