import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ShownHome } from '../../server/home/home.ts';
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
  for (const name of [
    'flows',
    'versions',
    'loops',
    'waits',
    'messages',
    'tells',
    'improvements',
    'entries',
    'feedback',
    'customers',
  ] as const)
    await whole.db[name].collection.deleteMany({});
});
afterAll(() => whole.close());

const home = async (): Promise<ShownHome> => (await whole.get<ShownHome>('/api/home')).body;
const work = async (): Promise<string[]> => (await home()).work.map(({ words }) => words);

describe('home', () => {
  it('says in an empty house that nothing is recorded, and that mail is kept here', async () => {
    expect(await home()).toEqual({
      demo: false,
      kept: true,
      work: [{ kind: 'no-improvement-yet', words: 'No improvement is recorded yet.', count: 0 }],
      flows: [],
    });
  });

  it('counts people, not loops, who wait for something nobody has planned', async () => {
    await published(whole, pricingFlow());
    await published(whole, pricingFlow({ name: 'The same once more' }));
    const customer = { externalId: 'twice', email: 'twice@example.com' };
    await said(whole, 10, { customer });
    await said(whole, 9, { customer: { externalId: 'once', email: 'once@example.com' } });
    await whole.settle();
    expect(await whole.db.loops.countDocuments({ status: 'open' })).toBe(4);
    expect(await home()).toMatchObject({
      work: [
        {
          kind: 'themes-waited-for',
          theme: 'pricing',
          count: 2,
          words: '2 people wait for something about pricing, and nothing is planned.',
        },
        { kind: 'no-improvement-yet', count: 2, words: '2 people wait, and no improvement is recorded yet.' },
      ],
    });
  });

  it('has one line for each change that shipped and that nobody verified, while people wait to hear of it', async () => {
    await published(whole, pricingFlow());
    for (let one = 0; one < 3; one += 1) await said(whole, 10);
    await whole.settle();
    const id = await shipped(whole, 3);
    await shipped(whole, 3, { themes: ['delivery'], title: 'a delivery window' });
    const { work } = await home();
    expect(work).toEqual([
      {
        kind: 'shipped-unverified',
        words: '3 people wait to hear about prices without tax.',
        count: 3,
        improvement: id,
        shippedAt: new Date(whole.clock.now().getTime() - 3 * 86_400_000).toISOString(),
        theme: 'pricing',
      },
    ]);
    await verified(whole, id);
    expect((await home()).work).toEqual([]);
  });

  it('counts each once who waits for any theme of a change about several', async () => {
    await published(whole, pricingFlow({ entry: { themes: ['pricing', 'delivery'], feelings: ['complaint'] } }));
    await said(whole, 10, { themes: ['pricing', 'delivery'] });
    await said(whole, 10, { themes: ['delivery'] });
    await whole.settle();
    await shipped(whole, 3, { themes: ['pricing', 'delivery'], title: 'both' });
    expect(await work()).toEqual(['2 people wait to hear about both.']);
  });

  it('begins with what went wrong, then what waits for a person', async () => {
    await shipped(whole, 3);
    const flow = await published(whole, pricingFlow({ entry: { themes: ['delivery'] } }));
    const { feedback } = await said(whole, 1);
    await said(whole, 1, { themes: ['delivery'] });
    await whole.settle();
    await whole.post(`/api/flows/${flow}/pause`, { sendNothing: true });
    await whole.db.feedback.updateOne({ _id: feedback }, { $set: { stage: 'stuck' } });
    const loop = await whole.db.loops.findOneAndUpdate({}, { $set: { status: 'failed' } }).lean();
    await whole.db.messages.create([
      aMessage({ state: 'unknown', loop: loop?._id ?? '' }),
      aMessage({ state: 'unknown', settled: { as: 'leave', by: 'Ana', at: new Date(0), note: null } }),
      aMessage({ state: 'held' }),
      aMessage({ state: 'held' }),
    ]);
    const { work } = await home();
    expect(work.map(({ kind, count }) => [kind, count])).toEqual([
      ['failed-loops', 1],
      ['unknown-messages', 1],
      ['held-messages', 2],
      ['stuck-feedback', 1],
      ['flow-sends-nothing', 0],
      ['themes-waited-for', 1],
    ]);
    expect(work[4]).toMatchObject({ flow, words: '“Pricing promises” sends nothing.' });
  });
});

describe('all sending switched off', () => {
  it('is said at once, however it came to that', async () => {
    await whole.ask('PATCH', '/api/house-rules', { killSwitch: true });
    expect(await work()).toContain('Because all sending is switched off in the house rules, every flow sends nothing.');
    await whole.ask('PATCH', '/api/house-rules', { killSwitch: false });
    expect(await work()).toEqual(['No improvement is recorded yet.']);
  });
});

describe('what home reads', () => {
  it('is found by indexes wherever there may be many', async () => {
    await published(whole, pricingFlow());
    await said(whole, 10);
    await whole.settle();
    await shipped(whole, 3, { themes: ['pricing', 'delivery'] });
    const database = whole.db.loops.db;
    await database.db?.setProfilingLevel('all');
    await home();
    await database.db?.setProfilingLevel('off');
    const seen = await database.collection<{ ns: string; planSummary?: string }>('system.profile').find().toArray();
    const many = seen.filter(({ ns }) => /[.](feedback|messages|loops|waits|customers|trail)$/.test(ns));
    expect(many.length).toBeGreaterThan(6);
    expect(many.filter(({ planSummary }) => !/^(IXSCAN|COUNT_SCAN|IDHACK|EOF)/.test(planSummary ?? ''))).toEqual([]);
  });
});

describe('a flow on the first screen', () => {
  it('is a sentence with how many wait, were told and were closed this month', async () => {
    const id = await published(whole, pricingFlow());
    await said(whole, 10);
    await said(whole, 1);
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    const { flows } = await home();
    expect(flows).toMatchObject([{ id, name: 'Pricing promises', status: 'live', waiting: 1, closedThisMonth: 1, told: 1 }]);
    expect(flows[0]?.sentence).toMatch(/^As soon as a customer complains about pricing, .*Wait until an improvement to .*90 days/);
    expect(flows[0]?.sentence).not.toContain('Messages leave');
    whole.clock.advance(40 * 86_400_000);
    expect((await home()).flows).toMatchObject([{ closedThisMonth: 0, told: 1 }]);
  });

  it('is a draft until it is published, and says which of its switches is off', async () => {
    const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', pricingFlow());
    const status = async (): Promise<string | undefined> => (await home()).flows[0]?.status;
    expect(await status()).toBe('draft');
    await whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision, hold: false });
    expect(await status()).toBe('live');
    await whole.post(`/api/flows/${body.id}/pause`, { nobodyNew: true });
    expect(await status()).toBe('paused');
    await whole.post(`/api/flows/${body.id}/pause`, { sendNothing: true });
    expect(await status()).toBe('sending-paused');
  });

  it('is said as it is live, not as its draft is', async () => {
    const id = await published(whole, pricingFlow());
    await whole.ask('PUT', `/api/flows/${id}/draft`, { revision: 1, flow: pricingFlow({ entry: { themes: ['delivery'] } }) });
    expect((await home()).flows[0]?.sentence).toContain('pricing');
  });
});
