import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownLoop } from '../../server/loops/shown.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await published(whole, pricingFlow(), { hold: true });
});
afterAll(() => whole.close());

async function waiting(): Promise<{ customer: string; loop: string }> {
  const { customer } = await said(whole, 10);
  await whole.settle();
  const loop = await whole.db.loops.findOne({ customer }).lean();
  return { customer, loop: loop?._id ?? '' };
}

describe('a loop that a person answered', () => {
  it('is closed with how, by whom and what was noted, and what was queued for it is not sent', async () => {
    const { customer, loop } = await waiting();
    const improvement = await shipped(whole, 3);
    await verified(whole, improvement);
    expect(await whole.db.messages.countDocuments({ customer, state: 'held' })).toBe(1);
    const { status, body } = await whole.post<ShownLoop>(`/api/loops/${loop}/answered`, { how: 'phone', note: 'she was glad' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'closed',
      closedAs: 'answered-by-a-person',
      answered: { how: 'phone', by: 'admin', note: 'she was glad' },
      at: null,
    });
    await whole.settle();
    expect(await whole.db.messages.findOne({ customer }).lean()).toMatchObject({ state: 'stopped', reason: 'loop-over' });
    expect((await whole.get<ShownLoop>(`/api/loops/${loop}`)).body).toMatchObject({ status: 'closed', closedAs: 'answered-by-a-person' });
    const { items } = (await whole.get<{ items: { words: string }[] }>(`/api/customers/${customer}/timeline`)).body;
    expect(items.map(({ words }) => words)).toContain('admin answered them by phone.');
    await whole.db.improvements.deleteMany({});
  });

  it('stops waiting: nothing that is verified later tells them', async () => {
    const { customer, loop } = await waiting();
    await whole.post(`/api/loops/${loop}/answered`, { how: 'in-person' });
    await verified(whole, await shipped(whole, 3));
    expect(await whole.db.messages.countDocuments({ customer })).toBe(0);
    await whole.db.improvements.deleteMany({});
  });

  it('is answered once, by one of two at once', async () => {
    const { loop } = await waiting();
    const answers = await Promise.all(['phone', 'email'].map((how) => whole.post(`/api/loops/${loop}/answered`, { how })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'not-open' });
  });

  it('needs to say how, and to exist', async () => {
    const { loop } = await waiting();
    expect((await whole.post(`/api/loops/${loop}/answered`, {})).status).toBe(422);
    expect((await whole.post(`/api/loops/${loop}/answered`, { how: 'pigeon' })).status).toBe(422);
    expect((await whole.post('/api/loops/nothing/answered', { how: 'phone' })).status).toBe(404);
  });

  it('keeps nothing of the note once the customer is erased', async () => {
    const { customer, loop } = await waiting();
    await whole.post(`/api/loops/${loop}/answered`, { how: 'other', note: 'a private matter' });
    await whole.ask('DELETE', `/api/customers/${customer}`);
    expect(await whole.db.loops.findById(loop).lean()).toMatchObject({ answered: { how: 'other', note: null } });
  });
});
