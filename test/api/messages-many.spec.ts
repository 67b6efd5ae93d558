import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Alike, HeldGroup } from '../../server/messages/alike.ts';
import { UNDO_MS } from '../../server/telling/undo-stop.ts';
import { aMessage } from '../builders/messages.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
beforeEach(async () => {
  await whole.loops.stopAll();
  // How many others asked is counted once a minute: no test is to see the count of the one before.
  whole.clock.advance(60_000);
  for (const name of ['flows', 'loops', 'waits', 'messages', 'tells', 'improvements', 'entries'] as const)
    await whole.db[name].collection.deleteMany({});
});
afterAll(() => whole.close());

/** Customers whose messages wait for a look, and the improvement they are told of. */
async function heldFor(many: number): Promise<{ ids: string[]; improvement: string; flow: string }> {
  const flow = await published(whole, pricingFlow(), { hold: true });
  for (let one = 0; one < many; one += 1)
    await said(whole, 10 + one, {
      customer: { externalId: `held-${String(one)}-${flow}`, email: `h${String(one)}@example.com`, name: `Person ${String(one)}` },
    });
  await whole.settle();
  const improvement = await shipped(whole, 3);
  await verified(whole, improvement);
  const held = await whole.db.messages.find({ state: 'held', flow }).sort({ createdAt: 1, _id: 1 }).lean();
  return { ids: held.map(({ _id }) => _id), improvement, flow };
}
const states = async (ids: string[]): Promise<string[]> =>
  (await whole.db.messages.find({ _id: { $in: ids } }).lean()).map(({ state }) => state).sort();

describe('the counts of the outbox', () => {
  it('are by state, and none is left out', async () => {
    await whole.db.messages.create([aMessage({ state: 'held' }), aMessage({ state: 'held' }), aMessage({ state: 'sent' })]);
    expect((await whole.get('/api/messages/counts')).body).toEqual({
      held: 2,
      scheduled: 0,
      sending: 0,
      sent: 1,
      failed: 0,
      unknown: 0,
      withheld: 0,
      stopped: 0,
      recalled: 0,
    });
  });
});

describe('stopping several', () => {
  it('stops those that have not left, wakes their loops, and says how many were past stopping', async () => {
    const { ids } = await heldFor(3);
    const [sent = '', ...others] = ids;
    await whole.post(`/api/messages/${sent}/approve`);
    await whole.settle();
    expect((await whole.post('/api/messages/stop', { ids: [...ids, ...ids] })).body).toMatchObject({ stopped: 2, already: 1 });
    whole.clock.advance(UNDO_MS);
    await whole.settle();
    expect(await states(others)).toEqual(['stopped', 'stopped']);
    expect(await states([sent])).toEqual(['sent']);
    expect(await whole.db.loops.countDocuments({ status: 'ended', reasonCode: 'not-told' })).toBe(2);
    expect((await whole.post('/api/messages/stop', { ids })).body).toMatchObject({ stopped: 0, already: 3 });
  });

  it('is by improvement, flow or state, and leaves all others alone', async () => {
    const one = await heldFor(2);
    const other = aMessage({ state: 'held', flow: 'another' });
    const leaving = aMessage({ state: 'sending', flow: one.flow, handedAt: whole.clock.now() });
    await whole.db.messages.create([other, leaving]);
    expect((await whole.post('/api/messages/stop', { filter: { improvement: one.improvement, flow: one.flow } })).body).toMatchObject({
      stopped: 2,
      already: 0,
    });
    expect((await whole.post('/api/messages/stop', { filter: { flow: one.flow } })).body).toMatchObject({ stopped: 0, already: 1 });
    expect(await states([other._id, leaving._id])).toEqual(['held', 'sending']);
    expect((await whole.post('/api/messages/stop', { filter: { state: 'held' } })).body).toMatchObject({ stopped: 1, already: 0 });
  });

  it.each([[{}], [{ filter: {} }], [{ ids: [] }], [{ filter: { state: 'sent' } }], [{ ids: ['a'], filter: { flow: 'x' } }]])(
    'refuses %j',
    async (body) => {
      expect((await whole.post('/api/messages/stop', body)).status).toBe(422);
    },
  );
});

describe('taking back that messages were stopped', () => {
  const unstop = (body: object) => whole.post<{ back: number; code: string }>('/api/messages/unstop', body);
  const stopAll = async (ids: string[]) =>
    (await whole.post<{ undo: { stop: string; until: string } }>('/api/messages/stop', { ids })).body.undo;

  it('puts all of one act back as they stood, and they leave when they are approved', async () => {
    const { ids } = await heldFor(3);
    const { stop } = await stopAll(ids);
    await whole.settle();
    expect(await states(ids)).toEqual(['stopped', 'stopped', 'stopped']);
    expect((await unstop({ stop })).body).toEqual({ back: 3 });
    expect(await states(ids)).toEqual(['held', 'held', 'held']);
    await whole.post('/api/messages/approve', { ids });
    await whole.settle();
    expect(await states(ids)).toEqual(['sent', 'sent', 'sent']);
    expect(await whole.db.loops.countDocuments({ status: 'closed', closedAs: 'told' })).toBe(3);
  });

  it('sends one that was about to leave at the time it had, and not before', async () => {
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    const { ids } = await heldFor(1);
    await whole.post('/api/messages/approve', { ids });
    await whole.settle();
    const [id = ''] = ids;
    const before = await whole.db.messages.findById(id).lean();
    expect(before?.state).toBe('scheduled');
    await whole.post(`/api/messages/${id}/stop`);
    expect((await whole.get<{ undoUntil: string }>(`/api/messages/${id}`)).body.undoUntil).not.toBeNull();
    expect((await unstop({ ids })).body).toEqual({ back: 1 });
    expect(await whole.db.messages.findById(id).lean()).toMatchObject({ state: 'scheduled', notBefore: before?.notBefore, undo: null });
    whole.clock.advance(601_000);
    await whole.settle();
    expect(await states(ids)).toEqual(['sent']);
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT0S' });
  });

  it('is too late after a few seconds, and when its loop has gone on', async () => {
    const { ids } = await heldFor(2);
    const [late = '', gone = ''] = ids;
    await stopAll([gone]);
    await whole.protocols.ledger.advance(gone);
    expect(await unstop({ ids: [gone] })).toMatchObject({ status: 409, body: { code: 'too-late' } });
    await stopAll([late]);
    whole.clock.advance(UNDO_MS);
    expect((await unstop({ ids: [late] })).status).toBe(409);
    await whole.settle();
    expect(await states(ids)).toEqual(['stopped', 'stopped']);
    expect(await whole.db.loops.countDocuments({ status: 'open' })).toBe(1);
  });

  it('leaves stopped what belongs to a loop that was ended meanwhile', async () => {
    const { ids } = await heldFor(1);
    const [id = ''] = ids;
    await stopAll(ids);
    const message = await whole.db.messages.findById(id).lean();
    await whole.post(`/api/loops/${message?.loop ?? ''}/stop`);
    expect((await unstop({ ids })).status).toBe(409);
    expect(await states(ids)).toEqual(['stopped']);
  });

  it('sends nothing of an improvement that was taken back meanwhile', async () => {
    const { ids, improvement } = await heldFor(1);
    const { stop } = await stopAll(ids);
    await whole.post(`/api/improvements/${improvement}/retract`, {
      reason: 'it came back',
      whatIsTrue: 'prices are without tax',
      correct: true,
    });
    await unstop({ stop });
    await whole.post('/api/messages/approve', { ids });
    await whole.settle();
    expect(await states(ids)).not.toContain('sent');
  });
});

describe('messages that wait for a look', () => {
  it('stand together where they are alike, what waits longest first, with when they are too late', async () => {
    const first = await heldFor(3);
    const later = aMessage({ state: 'held', flow: 'another', template: 'not-this-one' });
    await whole.db.messages.create(later);
    const { items } = (await whole.get<{ items: HeldGroup[] }>('/api/messages/held')).body;
    expect(items).toMatchObject([
      { count: 3, first: first.ids[0], flow: { id: first.flow }, improvement: { id: first.improvement, title: 'prices without tax' } },
      { count: 1, first: later._id, template: 'not-this-one', improvement: null, language: null },
    ]);
    expect(Date.parse(String(items[0]?.until))).toBeGreaterThan(whole.clock.now().getTime());
    await whole.post('/api/messages/approve', { ids: first.ids });
    expect((await whole.get<{ items: HeldGroup[] }>('/api/messages/held')).body.items).toHaveLength(1);
  });
});

describe('messages that wait for the same look', () => {
  it('are counted, with a sample to open first', async () => {
    const { ids } = await heldFor(7);
    const { body } = await whole.get<Alike>(`/api/messages/alike?id=${ids[0] ?? ''}`);
    expect(body.count).toBe(7);
    expect([...body.ids].sort()).toEqual([...ids].sort());
    expect(body.sample).toHaveLength(5);
    expect(new Set(body.sample).size).toBe(5);
    expect(body.ids).toEqual(expect.arrayContaining(body.sample));
    expect((await whole.post('/api/messages/approve', { ids: body.ids })).body).toEqual({ approved: 7, skipped: [] });
  });

  it.each([
    ['flow', 'another'],
    ['version', 2],
    ['templateHash', 'another'],
    ['claim.revision', 99],
    ['content.locale', 'de'],
  ])('are those of the same %s only', async (field, value) => {
    const { ids } = await heldFor(2);
    await whole.db.messages.collection.updateOne({ _id: ids[1] as never }, { $set: { [field]: value } });
    expect((await whole.get<Alike>(`/api/messages/alike?id=${ids[0] ?? ''}`)).body).toEqual({ count: 1, ids: [ids[0]], sample: [ids[0]] });
  });

  it('are asked for by one that waits', async () => {
    const sent = aMessage({ state: 'sent' });
    await whole.db.messages.create(sent);
    expect((await whole.get(`/api/messages/alike?id=${sent._id}`)).status).toBe(409);
    expect((await whole.get('/api/messages/alike?id=nothing')).status).toBe(404);
    expect((await whole.get('/api/messages/alike')).status).toBe(422);
  });
});
