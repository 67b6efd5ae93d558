import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entering } from '../../server/entering/entering.ts';
import { comparedKeyOf, tellKeyOf } from '../../server/telling/keys.ts';
import { aFeedback } from '../builders/feedback.ts';
import type { SentFeedback } from '../builders/feedback.ts';
import { aLiveFlow } from '../builders/live-flow.ts';
import { anOpenWait } from '../builders/open-wait.ts';
import { TestApi } from '../harness/api.ts';
import { aPump, loopsOf } from '../harness/entering.ts';

let api: TestApi;
let pump: Entering;
let flow: string;
beforeAll(async () => {
  api = await TestApi.start();
  pump = aPump(api);
  for (const key of ['pricing', 'delivery']) await api.post('/api/themes', { key, name: key });
});
afterAll(() => api.close());
beforeEach(async () => {
  for (const model of Object.values(api.db)) if (model !== api.db.themes) await model.collection.deleteMany({});
  api.workflows.hinted.length = 0;
  flow = await aLiveFlow(api.db, api.clock.now());
});

interface Shown {
  id: string;
  attributes: Record<string, unknown>;
  emails: string[];
  mergedInto: string | null;
  consent: Record<string, boolean>;
  name: string | null;
}

async function says(customer: SentFeedback['customer'], more: Partial<SentFeedback> = {}): Promise<string> {
  const { body } = await api.post<{ ids: string[] }>('/api/feedback', aFeedback({ customer, ...more }));
  await pump.runUntilEmpty();
  return (await api.get<{ customerId: string }>(`/api/feedback/${String(body.ids[0])}`)).body.customerId;
}
const merge = (id: string, other: string): Promise<{ status: number; body: Shown }> =>
  api.post<Shown>(`/api/customers/${id}/merge`, { other, proof: 'both wrote from one session' });
const part = (id: string, other: string): Promise<{ status: number; body: unknown }> => api.post(`/api/customers/${id}/part`, { other });
const read = async (id: string): Promise<Shown> => (await api.get<Shown>(`/api/customers/${id}`)).body;

describe('merging two customers', () => {
  it('gives the survivor what both said, for each fact the latest', async () => {
    const one = await says(
      { externalId: '1', email: 'one@example.com', name: 'Ana', attributes: { plan: 'basic', city: 'Ulm' } },
      { occurredAt: '2026-02-01T00:00:00Z' },
    );
    const two = await says({ email: 'two@example.com', attributes: { plan: 'pro' } }, { occurredAt: '2026-02-20T00:00:00Z' });
    const { status, body } = await merge(one, two);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: one,
      name: 'Ana',
      attributes: { plan: 'pro', city: 'Ulm' },
      emails: ['one@example.com', 'two@example.com'],
    });
    expect(await read(two)).toMatchObject({ mergedInto: one });
    expect(await says({ email: 'two@example.com' })).toBe(one);
  });

  it('keeps every no, the smaller arm, and the survivor’s own draws', async () => {
    const [one, two] = [
      await says({ externalId: '1', consent: { email: true } }),
      await says({ externalId: '2', consent: { email: false } }),
    ];
    await api.db.customers.updateOne({ _id: one }, { $set: { arm: 0.9, draws: { a: 'x' } } });
    await api.db.customers.updateOne({ _id: two }, { $set: { arm: 0.05, draws: { a: 'y', b: 'z' } } });
    await merge(one, two);
    expect(await api.db.customers.findById(one).lean()).toMatchObject({ arm: 0.05, draws: { a: 'x', b: 'z' }, consent: { email: false } });
  });

  it('moves open loops and waits to the survivor and looks at them again; further feedback joins them', async () => {
    const [one, two] = [await says({ externalId: '1' }, { themes: ['delivery'] }), await says({ externalId: '2' })];
    for (const loop of await loopsOf(api, flow)) await anOpenWait(api.db, loop);
    await merge(one, two);
    const loops = await loopsOf(api, flow);
    expect(loops.map((loop) => loop.customer)).toEqual([one, one]);
    expect((await api.db.waits.find().lean()).map((wait) => wait.customer)).toEqual([one, one]);
    await expect.poll(() => [...api.workflows.hinted].sort()).toEqual(loops.map((loop) => loop._id).sort());
    await says({ externalId: '1' });
    await says({ externalId: '2' }, { themes: ['delivery'] });
    expect((await loopsOf(api, flow)).map((loop) => loop.joined.length)).toEqual([1, 1]);
  });

  it('counts what either was told, or kept from being told, for both, and the cap too', async () => {
    const [one, two] = [await says({ externalId: '1' }), await says({ externalId: '2' })];
    const now = api.clock.now();
    await api.db.improvements.create({
      _id: 'i',
      themes: ['pricing'],
      title: 'i',
      change: 'c',
      state: 'verified',
      revision: 3,
      epoch: 2,
      createdAt: now,
    });
    const claim = { improvement: 'i', revision: 1, epoch: 1, purpose: 'tell' as const, wait: null };
    const message = {
      _id: 'm',
      step: 's',
      customer: two,
      channel: 'email' as const,
      template: 't',
      templateHash: 'h',
      claim,
      state: 'sent' as const,
      notBefore: now,
      staleAfter: now,
      createdAt: now,
    };
    await api.db.messages.create(message);
    await api.db.tells.create({ _id: tellKeyOf(two, 'i', 1, 'tell'), message: 'm', token: 'k', customer: two, improvement: 'i', at: now });
    await api.db.compared.create({ _id: comparedKeyOf(two, 'i', 2), customer: two, improvement: 'i', flow, at: now });
    await api.db.caps.create({ _id: two, taken: [{ message: 'm', token: 'k', at: now }] });
    await merge(one, two);
    expect(await api.db.tells.findById(tellKeyOf(one, 'i', 1, 'tell')).lean()).toMatchObject({ message: 'm', customer: one });
    expect(await api.db.compared.exists({ _id: comparedKeyOf(one, 'i', 2) })).not.toBeNull();
    expect(await api.db.caps.findById(one).lean()).toMatchObject({ taken: [{ message: 'm' }] });
    expect(await api.db.messages.findById('m').lean()).toMatchObject({ customer: one });
    expect(await api.db.merges.find().lean()).toMatchObject([{ tellsShared: true, by: 'admin', proof: 'both wrote from one session' }]);
  });

  it('needs a proof in words, two people, and neither of them gone', async () => {
    const [one, two] = [await says({ externalId: '1' }), await says({ externalId: '2' })];
    expect(await api.post(`/api/customers/${one}/merge`, { other: two })).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'proof' }] },
    });
    expect((await merge(one, one)).status).toBe(422);
    expect((await merge(one, 'nobody')).status).toBe(404);
    await merge(one, two);
    expect(await merge(one, two)).toMatchObject({ status: 409, body: { code: 'merged', survivor: one } });
    expect(await api.ask('PATCH', `/api/customers/${two}`, { name: 'x' })).toMatchObject({ status: 409, body: { code: 'merged' } });
  });

  it('beside feedback coming in leaves every loop and feedback with the survivor', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, two] = [await says({ externalId: `a${String(round)}` }), await says({ externalId: `b${String(round)}` })];
      await Promise.all([merge(one, two), says({ externalId: `b${String(round)}` }, { themes: ['delivery'] }), pump.runUntilEmpty()]);
      await pump.runUntilEmpty();
      expect(await api.db.feedback.countDocuments({ customer: two })).toBe(0);
      expect(await api.db.loops.countDocuments({ customer: two })).toBe(0);
      expect(await api.db.entries.countDocuments({ customer: two })).toBe(0);
    }
  });

  it('twice at once, each into the other, leaves one survivor', async () => {
    const [one, two] = [await says({ externalId: '1' }), await says({ externalId: '2' })];
    const answers = await Promise.all([merge(one, two), merge(two, one)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });
});

describe('parting them again', () => {
  it('gives each what came by its own number or address, and what was known before', async () => {
    const one = await says(
      { externalId: '1', email: 'one@example.com', attributes: { plan: 'basic' } },
      { occurredAt: '2026-02-01T00:00:00Z' },
    );
    const two = await says(
      { externalId: '2', email: 'two@example.com', attributes: { plan: 'pro' } },
      { occurredAt: '2026-02-20T00:00:00Z', themes: ['delivery'] },
    );
    const before = [await read(one), await read(two)];
    await merge(one, two);
    await says({ externalId: '2' });
    expect((await part(one, two)).status).toBe(200);
    await pump.runUntilEmpty();
    expect([await read(one), await read(two)]).toEqual(before);
    expect(await api.db.feedback.countDocuments({ customer: one })).toBe(1);
    expect(await api.db.feedback.countDocuments({ customer: two })).toBe(2);
    const loops = await loopsOf(api, flow);
    expect(loops.map((loop) => [loop.customer, loop.themes.join(), loop.joined.length])).toEqual([
      [one, 'pricing', 0],
      [two, 'delivery', 0],
      [two, 'pricing', 0],
    ]);
  });

  it('keeps what was said of the survivor since', async () => {
    const [one, two] = [await says({ externalId: '1', attributes: { a: 1 } }), await says({ externalId: '2', attributes: { b: 2 } })];
    await merge(one, two);
    api.clock.advance(1000);
    await says({ externalId: '1', attributes: { a: 3 } });
    await says({ externalId: '2', attributes: { b: 4 } });
    await part(one, two);
    expect((await read(one)).attributes).toEqual({ a: 3 });
    expect((await read(two)).attributes).toEqual({ b: 4 });
  });

  it('is refused for two that are not merged', async () => {
    const [one, two] = [await says({ externalId: '1' }), await says({ externalId: '2' })];
    expect(await part(one, two)).toMatchObject({ status: 409, body: { code: 'not-merged' } });
  });
});

describe('erasing a customer', () => {
  it('blanks who they were and what they said, ends their loops, and never uses the address again', async () => {
    const one = await says(
      { externalId: 'ERASE-1', email: 'gone@example.com', name: 'Gone Person', attributes: { city: 'Ulm' } },
      { text: 'a very personal story' },
    );
    const two = await says({ email: 'also@example.com' });
    await merge(one, two);
    const [loop] = await loopsOf(api, flow);
    await anOpenWait(api.db, loop);
    const now = api.clock.now();
    const content = { subject: 'Dear Gone Person', text: 'x', html: null, locale: 'en', hash: 'h' };
    const message = {
      step: 's',
      customer: one,
      channel: 'email' as const,
      template: 't',
      templateHash: 'h',
      content,
      to: 'gone@example.com',
      notBefore: now,
      staleAfter: now,
      createdAt: now,
    };
    await api.db.messages.create([
      { ...message, _id: 'waits', state: 'held' as const },
      { ...message, _id: 'under way', state: 'sending' as const, token: 't' },
      { ...message, _id: 'went', state: 'sent' as const },
    ]);
    const answer = await api.ask('DELETE', `/api/customers/${one}`);
    expect(answer).toMatchObject({ status: 200, body: { id: one, loopsEnded: 2, messagesStopped: 2 } });
    const everything = JSON.stringify(await Promise.all(Object.values(api.db).map((model) => model.collection.find({}).toArray())));
    for (const trace of ['ERASE-1', 'gone@example', 'also@example', 'Gone Person', 'Ulm', 'personal story', 'one session'])
      expect(everything).not.toContain(trace);
    expect((await loopsOf(api, flow)).map((one) => one.reasonCode)).toEqual(['erased', 'erased']);
    expect(await api.db.messages.findById('waits').lean()).toMatchObject({ state: 'withheld', reason: 'erased' });
    expect(await api.db.messages.findById('under way').lean()).toMatchObject({
      state: 'sending',
      stop: { state: 'withheld', reason: 'erased' },
    });
    expect(await api.db.messages.findById('went').lean()).toMatchObject({ state: 'sent', content: null });
    expect(await api.db.suppressions.countDocuments({ reason: 'erased' })).toBe(2);
    expect(api.workflows.hinted).toContain(loop?._id);
  });

  it('counts the erased feedback as sent before, and knows the person no more', async () => {
    const sent = aFeedback({ externalId: 'once', customer: { externalId: '1' } });
    const first = await api.post<{ ids: string[] }>('/api/feedback', sent);
    const one = (await api.get<{ customerId: string }>(`/api/feedback/${String(first.body.ids[0])}`)).body.customerId;
    await api.ask('DELETE', `/api/customers/${one}`);
    expect(await api.post('/api/feedback', sent)).toMatchObject({ body: { accepted: 0, duplicates: 1, ids: first.body.ids } });
    expect(await says({ externalId: '1' })).not.toBe(one);
    expect(await api.ask('PUT', `/api/feedback/${String(first.body.ids[0])}/tags`, { themes: [] })).toMatchObject({ status: 409 });
  });

  it('again is the same answer, and beside feedback coming in leaves nothing of theirs open', async () => {
    for (let round = 0; round < 8; round += 1) {
      const one = await says({ externalId: `e${String(round)}` });
      await api.post('/api/feedback', aFeedback({ themes: ['delivery'], customer: { externalId: `e${String(round)}` } }));
      await Promise.all([api.ask('DELETE', `/api/customers/${one}`), pump.runUntilEmpty()]);
      await pump.runUntilEmpty();
      expect(await api.db.loops.countDocuments({ customer: one, status: 'open' })).toBe(0);
      expect((await api.ask('DELETE', `/api/customers/${one}`)).status).toBe(200);
    }
  });
});
