import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { aCustomer, aFlow, aWaitingLoop, anImprovement, release, retract, verify } from '../protocol/arrange.ts';
import { Stage } from '../protocol/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
  const name = 'what-i-told-you-was-wrong';
  const row = { name, version: 1, title: name, variants: {}, claims: false, decides: false, promises: null, createdAt: stage.clock.now() };
  await stage.db.templates.updateOne({ _id: name }, { $setOnInsert: row }, { upsert: true });
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

/** Two customers were told; what was to be told first of a page is then put back to where it was a moment before. */
async function twoTold(before: 'sending' | 'closing'): Promise<{ improvement: string; conclude: () => Promise<void> }> {
  const flow = await aFlow(stage);
  for (let n = 0; n < 2; n += 1) await aWaitingLoop(stage, { flow, customer: await aCustomer(stage) });
  const improvement = (await anImprovement(stage))._id;
  await release(stage, improvement, await verify(stage, improvement));
  const [first] = await stage.db.messages.find().sort({ _id: 1 }).lean();
  if (!first) throw new Error('nobody was told');
  const loop = await stage.db.loops.findById(first.loop).lean();
  await stage.db.loops.updateOne({ _id: first.loop }, { $set: { status: 'open', closedAs: null, closedAt: null } });
  if (before === 'sending') await stage.db.messages.updateOne({ _id: first._id }, { $set: { state: 'sending', sentAt: null } });
  const conclude = async (): Promise<void> => {
    await stage.db.messages.updateOne({ _id: first._id }, { $set: { state: 'sent', sentAt: first.sentAt } });
    await stage.db.loops.updateOne(
      { _id: first.loop, generation: 1 },
      { $set: { status: 'closed', closedAs: 'told', closedAt: loop?.closedAt ?? null } },
    );
  };
  return { improvement, conclude };
}

/** Walks as the recall workflow does; `meanwhile` happens after the first page. */
async function recall(improvement: string, epoch: number, meanwhile: () => Promise<void>): Promise<void> {
  for (let after = '', pages = 1; ; pages += 1) {
    const page = await stage.recalling.correctPage(improvement, epoch, after);
    if ('done' in page) return;
    if (pages === 1) await meanwhile();
    if (pages > 20) throw new Error('it never ends');
    after = 'next' in page ? page.next : '';
  }
}

describe('an improvement taken back', () => {
  it.each(['sending', 'closing'] as const)(
    'is corrected and opened again also for one whose message was %s at that moment',
    async (before) => {
      const { improvement, conclude } = await twoTold(before);
      const doc = await retract(stage, improvement);
      await recall(improvement, doc?.epoch ?? 0, conclude);
      const corrected = await stage.db.messages.find({ 'claim.purpose': 'correction' }).lean();
      expect(corrected).toHaveLength(2);
      expect(await stage.db.loops.find({}, { _id: 0, status: 1, generation: 1 }).lean()).toEqual([
        { status: 'open', generation: 2 },
        { status: 'open', generation: 2 },
      ]);
    },
  );

  it('is opened again for one whose loop came to its end between two reads', async () => {
    const { improvement, conclude } = await twoTold('closing');
    const doc = await retract(stage, improvement);
    const isOpen = vi.spyOn(stage.db.loops, 'exists');
    isOpen.mockImplementationOnce((filter) => {
      isOpen.mockRestore();
      return conclude().then(() => stage.db.loops.exists(filter)) as never;
    });
    await recall(improvement, doc?.epoch ?? 0, () => Promise.resolve());
    expect(await stage.db.loops.distinct('generation')).toEqual([2]);
  });

  it('is opened again for one whose loop still waited for its own message to leave', async () => {
    const { improvement, conclude } = await twoTold('closing');
    const doc = await retract(stage, improvement);
    const [told] = await stage.db.messages.find({ 'claim.purpose': 'tell' }).sort({ _id: 1 }).lean();
    if (!told) throw new Error('nobody was told');
    const waits = { loop: told.loop };
    await stage.db.waits.updateOne(waits, { $set: { state: 'open', what: 'again', keys: [`message:${told._id}`] } });
    await recall(improvement, doc?.epoch ?? 0, async () => {
      await stage.db.waits.updateOne(waits, { $set: { state: 'done' } });
      await conclude();
    });
    expect(await stage.db.loops.distinct('generation')).toEqual([2]);
  });

  it.each([
    ['as after an outage of the worker', [], 2],
    ['as when they were asked whether it works, and did not say', ['reply:1'], 2],
  ] as const)('is opened again for one whose loop closes as told long after, %s', async (_when, waits, generation) => {
    const { improvement } = await twoTold('closing');
    const [told] = await stage.db.messages.find({ 'claim.purpose': 'tell' }).sort({ _id: 1 }).lean();
    const ref = { loop: told?.loop ?? '', generation: 1 };
    if (waits.length > 0) await stage.db.waits.updateOne(ref, { $set: { state: 'open', what: 'reply', keys: [...waits] } });
    stage.clock.advance(180_000);
    const doc = await retract(stage, improvement);
    await recall(improvement, doc?.epoch ?? 0, () => Promise.resolve());
    expect(await stage.db.loops.findById(ref.loop).lean()).toMatchObject({ status: 'open', generation: 1 });
    await stage.loops.activities?.finish({ ...ref, trail: [], end: 'closed', as: 'told' });
    expect(await stage.db.loops.findById(ref.loop).lean()).toMatchObject({ status: 'open', generation });
    expect(await stage.db.messages.countDocuments({ 'claim.purpose': 'correction' })).toBe(2);
  });

  it('stays closed for one who said since that it works', async () => {
    const { improvement } = await twoTold('closing');
    const [told] = await stage.db.messages.find({ 'claim.purpose': 'tell' }).sort({ _id: 1 }).lean();
    stage.clock.advance(180_000);
    const doc = await retract(stage, improvement);
    await recall(improvement, doc?.epoch ?? 0, () => Promise.resolve());
    await stage.loops.activities?.finish({ loop: told?.loop ?? '', generation: 1, trail: [], end: 'closed', as: 'confirmed' });
    expect(await stage.db.loops.findById(told?.loop).lean()).toMatchObject({ status: 'closed', closedAs: 'confirmed', generation: 1 });
  });

  it('answers with all that crossed before: those told, and those on their way', async () => {
    const { improvement, conclude } = await twoTold('sending');
    await stage.db.improvements.updateOne({ _id: improvement }, { $set: { state: 'retracted', epoch: 1 } });
    const doc = await stage.db.improvements.findById(improvement).lean();
    if (!doc) throw new Error('the improvement is gone');
    expect(await stage.recalling.stopClaims(doc)).toEqual({ stopped: 0, told: 1, leaving: 1, unknown: 0 });
    await conclude();
    expect(await stage.recalling.stopClaims(doc)).toEqual({ stopped: 0, told: 2, leaving: 0, unknown: 0 });
  });
});
