import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { aCustomer, aFlow, aWaitingLoop, anImprovement, release, retract, verify } from './arrange.ts';
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

  it('corrects who was told once before, where their correction had not left when it was verified anew', async () => {
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    await verifyAndRelease(improvement._id);
    await correctionTemplate();
    const first = await retract(stage, improvement._id);
    await stage.recalling.correctPage(improvement._id, first?.epoch ?? 0, '');
    await verify(stage, improvement._id);
    while ((await sweepLedger(stage.db, stage.clock, stage.ledger)) > 0);
    expect(stage.channel.seen.map((sent) => sent.message.template)).toEqual(['you-asked-we-changed']);
    const twice = ['you-asked-we-changed', 'what-i-told-you-was-wrong'];
    for (let more = 0; more < 2; more += 1) {
      const again = await retract(stage, improvement._id);
      await correctAll(improvement._id, again?.epoch ?? 0);
      expect(stage.channel.seen.map((sent) => sent.message.template)).toEqual(twice);
      await verify(stage, improvement._id);
    }
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
