import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entering } from '../../server/entering/entering.ts';
import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import { aFeedback } from '../builders/feedback.ts';
import type { SentFeedback } from '../builders/feedback.ts';
import { aLiveFlow } from '../builders/live-flow.ts';
import { anOpenWait } from '../builders/open-wait.ts';
import { TestApi } from '../harness/api.ts';
import { aPump, loopsOf } from '../harness/entering.ts';
import { Crash, FaultScript } from '../protocol/fault-script.ts';

const DAY = 86_400_000;
let api: TestApi;
let pump: Entering;
beforeAll(async () => {
  api = await TestApi.start();
  pump = aPump(api);
  for (const key of ['pricing', 'delivery', 'billing']) await api.post('/api/themes', { key, name: key });
});
afterAll(() => api.close());
beforeEach(async () => {
  for (const model of [
    api.db.flows,
    api.db.versions,
    api.db.feedback,
    api.db.loops,
    api.db.entries,
    api.db.waits,
    api.db.rechecks,
    api.db.customers,
  ])
    await model.collection.deleteMany({});
  api.workflows.started.clear();
  api.workflows.hinted.length = 0;
  api.workflows.down = false;
});

const flow = (entry: Parameters<typeof aLiveFlow>[2] = {}): Promise<string> => aLiveFlow(api.db, api.clock.now(), entry);
async function said(...rows: Partial<SentFeedback>[]): Promise<string[]> {
  const { body, text } = await api.post<{ ids: string[] | undefined }>('/api/feedback', rows.map(aFeedback));
  if (!body.ids) throw new Error(text);
  await pump.runUntilEmpty();
  return body.ids;
}
const stageOf = async (id: string | undefined): Promise<unknown> =>
  (await api.get<{ stage: string; needs: string[] }>(`/api/feedback/${String(id)}`)).body;
const ana = { externalId: 'ana' };

describe('feedback on its way', () => {
  it('opens a loop in each flow it enters, and starts its workflow', async () => {
    const [one, two] = [await flow(), await flow({ themes: ['pricing'] })];
    const [id] = await said({ customer: ana });
    const loops = [...(await loopsOf(api, one)), ...(await loopsOf(api, two))];
    expect(loops).toHaveLength(2);
    for (const loop of loops) {
      expect(loop).toMatchObject({ feedback: id, themes: ['pricing'], status: 'open', generation: 1, version: 1, started: true });
      expect(api.workflows.started.get(`${loop._id}/1`)).toMatchObject({ plan: loop.plan, flowKey: loop.flow, state: null });
    }
    expect(await stageOf(id)).toMatchObject({ stage: 'looped' });
  });

  it('rests as matched where no flow takes it', async () => {
    await flow({ themes: ['delivery'] });
    const [id] = await said({});
    expect(await stageOf(id)).toMatchObject({ stage: 'matched' });
    expect(await pump.pump()).toBe(0);
  });

  it('rests as tagged while a theme is missing, yet enters a flow that asks for none', async () => {
    const [id] = await said({ themes: [] });
    expect(await stageOf(id)).toMatchObject({ stage: 'tagged', needs: ['theme'] });
    const open = await flow();
    const [other] = await said({ themes: [] });
    expect(await loopsOf(api, open)).toMatchObject([{ feedback: other, themes: [] }]);
  });

  it('enters nothing that is paused for newcomers', async () => {
    const id = await flow();
    await api.db.flows.updateOne({ _id: id }, { $set: { pausedEntry: true } });
    await said({});
    expect(await loopsOf(api, id)).toEqual([]);
  });

  it('reads what is known of the customer when it asks a condition', async () => {
    const id = await flow({ onlyIf: { field: 'customer.attributes.plan', is: ['pro'] } });
    const [pro] = await said(
      { customer: { attributes: { plan: 'pro' } } },
      { customer: { attributes: { plan: 'basic' } } },
      { customer: {} },
    );
    expect((await loopsOf(api, id)).map((loop) => loop.feedback)).toEqual([pro]);
  });

  it('keeps the demo to itself', async () => {
    const { body } = await api.post<{ key: string }>('/api/keys', { name: `demo ${String(Math.random())}`, role: 'admin', demo: true });
    const [real, demo] = [await flow(), await aLiveFlow(api.db, api.clock.now(), {}, { demo: true })];
    await api.post('/api/feedback', aFeedback({ themes: [] }), { key: body.key });
    const [id] = await said({});
    expect((await loopsOf(api, real)).map((loop) => loop.feedback)).toEqual([id]);
    expect(await loopsOf(api, demo)).toMatchObject([{ demo: true }]);
  });
});

describe('more of the same from a customer', () => {
  it('joins the open loop, moves on when they last spoke, and has its waits looked at again', async () => {
    const id = await flow();
    const [first] = await said({ customer: ana });
    const [loop] = await loopsOf(api, id);
    await anOpenWait(api.db, loop);
    api.clock.advance(DAY);
    const [second] = await said({ customer: ana });
    expect(await loopsOf(api, id)).toMatchObject([{ feedback: first, joined: [second], spokeAt: api.clock.now() }]);
    expect(api.workflows.hinted).toEqual([loop?._id]);
    expect(await api.db.rechecks.countDocuments()).toBe(0);
  });

  it('does not move back when they last spoke', async () => {
    const id = await flow();
    await said({ customer: ana });
    const spokeAt = api.clock.now();
    api.clock.advance(DAY);
    await said({ customer: ana, occurredAt: new Date(spokeAt.getTime() - 3 * DAY).toISOString() });
    expect(await loopsOf(api, id)).toMatchObject([{ spokeAt }]);
  });

  it('opens its own loop when the first is over', async () => {
    const id = await flow();
    await said({ customer: ana });
    await api.db.loops.updateMany({}, { $set: { status: 'closed' } });
    await said({ customer: ana });
    expect(await loopsOf(api, id)).toHaveLength(2);
  });

  it('opens its own loop after the time in which it would join', async () => {
    const id = await flow({ again: { per: 'customer-and-theme', within: 'P10D' } });
    await said({ customer: ana });
    api.clock.advance(10 * DAY);
    await said({ customer: ana });
    expect(await loopsOf(api, id)).toHaveLength(1);
    api.clock.advance(1);
    await said({ customer: ana });
    expect(await loopsOf(api, id)).toHaveLength(2);
  });

  it('opens its own loop each time where the flow says every', async () => {
    const id = await flow({ again: 'every' });
    await said({ customer: ana }, { customer: ana });
    await said({ customer: ana });
    expect(await loopsOf(api, id)).toHaveLength(3);
  });

  it('joins by theme: of several themes those not yet open start one loop', async () => {
    const id = await flow();
    const [first] = await said({ customer: ana });
    const [second] = await said({ customer: ana, themes: ['pricing', 'delivery', 'billing'] });
    const loops = await loopsOf(api, id);
    expect(loops).toMatchObject([
      { feedback: first, themes: ['pricing'], joined: [second] },
      { feedback: second, themes: ['delivery', 'billing'], joined: [] },
    ]);
    await said({ customer: ana, themes: ['billing'] });
    expect(await loopsOf(api, id)).toMatchObject([{}, { joined: [expect.any(String) as string] }]);
  });

  it('of another customer joins nothing', async () => {
    const id = await flow();
    await said({ customer: ana }, { customer: { externalId: 'ben' } });
    expect(await loopsOf(api, id)).toHaveLength(2);
  });

  it('within one batch joins what the batch itself opened', async () => {
    const id = await flow();
    const ids = await said(...Array.from({ length: 30 }, () => ({ customer: ana })));
    const loops = await loopsOf(api, id);
    expect(loops).toHaveLength(1);
    expect([loops[0]?.feedback, ...(loops[0]?.joined ?? [])].sort()).toEqual([...ids].sort());
  });
});

describe('races and crashes', () => {
  const post = (rows: Partial<SentFeedback>[]): Promise<unknown> => api.post('/api/feedback', rows.map(aFeedback));
  const together = (pumps: number): Promise<unknown> => Promise.all(Array.from({ length: pumps }, () => aPump(api).runUntilEmpty()));

  it('of eight pumps over the same hundred feedback of ten customers leave one loop a customer and theme', async () => {
    const id = await flow();
    await post(
      Array.from({ length: 100 }, (_, n) => ({
        customer: { externalId: `c${String(n % 10)}` },
        themes: [n % 2 === 0 ? 'pricing' : 'delivery'],
      })),
    );
    await together(8);
    const loops = await loopsOf(api, id);
    expect(new Set(loops.map((loop) => `${loop.customer} ${loop.themes.join()}`)).size).toBe(loops.length);
    expect(loops.flatMap((loop) => [loop.feedback, ...loop.joined])).toHaveLength(100);
    expect(await api.db.feedback.countDocuments({ stage: { $ne: 'looped' } })).toBe(0);
  });

  it('of joining and closing leave the feedback either in the closed loop or in a new one', async () => {
    const id = await flow();
    for (let round = 0; round < 20; round += 1) {
      const customer = { externalId: `closing-${String(round)}` };
      await post([{ customer }]);
      await pump.runUntilEmpty();
      const [loop] = await api.db.loops.find({ status: 'open' }).lean<LoopDoc[]>();
      await post([{ customer }]);
      await Promise.all([
        pump.runUntilEmpty(),
        api.db.loops.updateOne({ _id: loop?._id ?? '', status: 'open' }, { $set: { status: 'closed' } }),
      ]);
      const all = await api.db.loops.find({ customer: loop?.customer ?? '' }).lean<LoopDoc[]>();
      expect(all.flatMap((one) => [one.feedback, ...one.joined])).toHaveLength(2);
      await api.db.loops.updateMany({ flow: id, status: 'open' }, { $set: { status: 'closed' } });
    }
  });

  it.each(['E1.claimed', 'E2.tagged', 'E3.matched', 'E4.entered', 'E5.started'])(
    'a worker that dies at %s loses nothing and doubles nothing',
    async (point) => {
      const id = await flow();
      await post(Array.from({ length: 12 }, (_, n) => ({ customer: { externalId: `c${String(n % 3)}` } })));
      const faults = new FaultScript();
      const dying = aPump(api, async (name) => {
        await faults.at(name);
        if (name === point) throw new Crash(name);
      });
      await expect(dying.pump()).rejects.toThrow(Crash);
      api.clock.advance(61_000);
      await pump.runUntilEmpty();
      const loops = await loopsOf(api, id);
      expect(loops).toHaveLength(3);
      expect(loops.flatMap((loop) => [loop.feedback, ...loop.joined])).toHaveLength(12);
      expect([...api.workflows.started.keys()].sort()).toEqual(loops.map((loop) => `${loop._id}/1`).sort());
      expect(loops.every((loop) => loop.started)).toBe(true);
    },
  );

  it('a Temporal that does not answer keeps nobody out: the loops open, and start when it answers', async () => {
    const id = await flow();
    api.workflows.down = true;
    await post([{}, {}, {}]);
    await pump.runUntilEmpty();
    expect(await loopsOf(api, id)).toMatchObject([{ started: false }, { started: false }, { started: false }]);
    api.workflows.down = false;
    api.clock.advance(5_001);
    await pump.runUntilEmpty();
    expect(api.workflows.started.size).toBe(3);
  });

  it('a feedback that cannot go on is stuck after five tries, says so, holds nobody up, and goes on when it is asked to', async () => {
    const id = await flow();
    await post([{ source: 'odd' }, {}, {}]);
    await api.db.feedback.collection.updateOne({ source: 'odd' }, { $set: { tags: 'not a list' } });
    for (let tries = 0; tries < 6; tries += 1) {
      await pump.runUntilEmpty();
      api.clock.advance(100_000);
    }
    expect(await loopsOf(api, id)).toHaveLength(2);
    const { body } = await api.get<{ items: { id: string; stuck: { failures: number; code: string } }[] }>('/api/feedback?stage=stuck');
    expect(body.items).toMatchObject([{ stuck: { failures: 5 } }]);
    await api.db.feedback.collection.updateOne({ source: 'odd' }, { $set: { tags: [] } });
    expect(await api.post(`/api/feedback/${String(body.items[0]?.id)}/retry`, {})).toMatchObject({ status: 202 });
    await pump.runUntilEmpty();
    expect(await loopsOf(api, id)).toHaveLength(3);
  });
});
