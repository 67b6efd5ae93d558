import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entering } from '../../server/entering/entering.ts';
import type { WaitDoc } from '../../server/waiting/wait.schema.ts';
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
  for (const key of ['pricing', 'delivery', 'billing']) await api.post('/api/themes', { key, name: key });
});
afterAll(() => api.close());
beforeEach(async () => {
  for (const model of [api.db.flows, api.db.feedback, api.db.loops, api.db.entries, api.db.waits]) await model.collection.deleteMany({});
  api.workflows.hinted.length = 0;
  flow = await aLiveFlow(api.db, api.clock.now(), { themes: ['pricing', 'delivery'] });
});

async function said(more: Partial<SentFeedback> = {}): Promise<string> {
  const { body } = await api.post<{ ids: string[] }>('/api/feedback', aFeedback(more));
  await pump.runUntilEmpty();
  return body.ids[0] ?? '';
}
const put = async (id: string, themes: string[], feeling?: string): Promise<{ status: number; body: unknown }> => {
  const answer = await api.ask('PUT', `/api/feedback/${id}/tags`, { themes, ...(feeling ? { feeling } : {}) });
  await pump.runUntilEmpty();
  return answer;
};
const ana = { externalId: 'ana' };

describe('tags by hand', () => {
  it('replace what was there, confirmed by a person, and match again at once', async () => {
    const id = await said({ themes: [] });
    expect(await loopsOf(api, flow)).toEqual([]);
    expect(await put(id, ['pricing'])).toMatchObject({
      status: 200,
      body: { needs: [], tags: [{ theme: 'pricing', by: 'person', confirmed: true }] },
    });
    expect(await loopsOf(api, flow)).toMatchObject([{ feedback: id, themes: ['pricing'] }]);
  });

  it('confirm the feeling they give', async () => {
    const praise = await aLiveFlow(api.db, api.clock.now(), { feelings: ['praise'] });
    const id = await said({ feeling: 'neutral' });
    await put(id, ['billing'], 'praise');
    expect(await loopsOf(api, praise)).toMatchObject([{ feedback: id }]);
  });

  it('end a loop that lost its last theme, and wake its workflow', async () => {
    const id = await said();
    const [loop] = await loopsOf(api, flow);
    await anOpenWait(api.db, loop);
    await put(id, ['billing']);
    expect(await loopsOf(api, flow)).toMatchObject([{ status: 'ended', reasonCode: 'tags-removed', closedAt: api.clock.now() }]);
    expect(await api.db.waits.find().lean()).toMatchObject([{ state: 'done' }]);
    expect(await api.db.entries.countDocuments()).toBe(0);
    expect(api.workflows.hinted).toContain(loop?._id);
  });

  it('open that loop again, as a new generation, when the theme comes back', async () => {
    const id = await said();
    await put(id, ['billing']);
    await put(id, ['pricing']);
    const loops = await loopsOf(api, flow);
    expect(loops).toMatchObject([{ status: 'open', generation: 2, reasonCode: null, closedAt: null, started: true }]);
    expect(api.workflows.started.has(`${String(loops[0]?._id)}/2`)).toBe(true);
  });

  it('leave a loop its other themes, and have its wait listen for those only', async () => {
    const id = await said({ themes: ['pricing', 'delivery'] });
    const [loop] = await loopsOf(api, flow);
    await anOpenWait(api.db, loop);
    await put(id, ['delivery']);
    expect(await loopsOf(api, flow)).toMatchObject([{ status: 'open', themes: ['delivery'] }]);
    expect(await api.db.waits.find().lean<WaitDoc[]>()).toMatchObject([{ themes: ['delivery'], keys: ['theme:delivery'] }]);
    expect((await api.db.entries.find().lean()).map((entry) => entry.theme)).toEqual(['delivery']);
  });

  it('give an open loop the themes they add', async () => {
    const id = await said();
    await anOpenWait(api.db, (await loopsOf(api, flow))[0]);
    await put(id, ['pricing', 'delivery']);
    expect(await loopsOf(api, flow)).toMatchObject([{ themes: ['pricing', 'delivery'] }]);
    expect(await api.db.waits.find().lean<WaitDoc[]>()).toMatchObject([{ keys: ['theme:pricing', 'theme:delivery'] }]);
  });

  it('do not take away a theme that joined feedback still has', async () => {
    const first = await said({ customer: ana });
    const second = await said({ customer: ana });
    await put(first, ['billing']);
    expect(await loopsOf(api, flow)).toMatchObject([{ status: 'open', themes: ['pricing'] }]);
    await put(second, ['billing']);
    expect(await loopsOf(api, flow)).toMatchObject([{ status: 'ended', reasonCode: 'tags-removed' }]);
  });

  it('of a theme that does not exist are refused and change nothing', async () => {
    const id = await said();
    expect(await put(id, ['nothing'])).toMatchObject({ status: 422, body: { problems: [{ path: 'themes.0' }] } });
    expect(await loopsOf(api, flow)).toMatchObject([{ status: 'open' }]);
  });

  it('put twice at once end in one of the two, whole', async () => {
    const id = await said();
    await Promise.all([put(id, ['pricing']), put(id, ['delivery']), put(id, ['pricing', 'delivery']), pump.runUntilEmpty()]);
    await pump.runUntilEmpty();
    const stored = await api.db.feedback.findById(id).orFail().lean();
    const [loop, ...others] = (await loopsOf(api, flow)).filter((one) => one.status === 'open');
    expect(others).toEqual([]);
    expect([...(loop?.themes ?? [])].sort()).toEqual(stored.tags.map((tag) => tag.theme).sort());
  });
});
