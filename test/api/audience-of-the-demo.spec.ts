import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWorkspace } from '../../server/demo/workspace.ts';
import { Keys } from '../../server/doors/keys.ts';
import { pricingFlow } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Audience {
  covered: number;
  loops: number;
  not: { reasonCode: string; count: number; loops: number }[];
}

const ID = 'demo-prices-with-tax';
let whole: Whole;
let flow: string;
const demo = { cast: { inTwoFlows: '', movedToBasic: '' } };

beforeAll(async () => {
  whole = await Whole.start();
  const caller = { id: 'demo', name: 'demo', role: 'admin' as const, demo: true };
  whole.key = (await whole.app.get(Keys, { strict: false }).make({ name: 'demo', role: 'admin', demo: true }, caller)).key;
  const workspace = demoWorkspace(whole.clock.now());
  demo.cast = workspace.cast;
  for (const { key, name } of workspace.teams) await whole.ask('PUT', `/api/teams/${key}`, { name });
  for (const theme of workspace.themes) await whole.post('/api/themes', theme);
  for (const { flow: draft, publish } of workspace.flows) {
    const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', draft);
    await whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision, ...publish });
    if (draft.name.startsWith('Price change')) flow = body.id;
  }
  await whole.post('/api/feedback', workspace.feedback);
  await whole.settle();
  for (const { externalId, patch } of workspace.patches) {
    const customer = await whole.db.customers.findOne({ externalId }).lean();
    await whole.ask('PATCH', `/api/customers/${customer?._id ?? ''}`, patch);
  }
  await whole.settle();
  const prices = workspace.improvements.find(({ improvement }) => improvement.id === ID);
  const made = await whole.post('/api/improvements', prices?.improvement);
  if (made.status !== 201) throw new Error(made.text);
  await whole.post(`/api/improvements/${ID}/ship`, prices?.ship);
});
afterAll(() => whole.close());

describe('where only the demo has said anything', () => {
  it('a flow of one’s own is tried on the invented, who are called so; it lets none of them in', async () => {
    const { key } = await whole.app.get(Keys, { strict: false }).make({ name: 'own', role: 'admin', demo: false }, { name: 'own' });
    const demoKey = whole.key;
    whole.key = key;
    const own = await whole.post<{ id: string }>(
      '/api/flows',
      pricingFlow({ name: 'My own', entry: { themes: ['demo-pricing'], feelings: ['complaint'] } }),
    );
    const tried = await whole.post<{ items: { feedbackId: string; invented: boolean; letsIn: boolean }[]; typical: string | null }>(
      `/api/flows/${own.body.id}/candidates`,
      {},
    );
    const preview = await whole.post<{ entry: { letsIn: boolean; assumed: string[] } }>(`/api/flows/${own.body.id}/preview`, {
      feedbackId: tried.body.typical,
      events: [],
    });
    whole.key = demoKey;
    expect(tried.body.items.every(({ invented }) => invented)).toBe(true);
    expect(preview.body.entry).toMatchObject({ letsIn: true });
    expect(preview.body.entry.assumed).toContain('They and what they said are invented; the test takes them as real.');
    expect(await whole.db.loops.countDocuments({ flow: own.body.id })).toBe(0);
  });
});

const audience = async (query = ''): Promise<Audience> => (await whole.get<Audience>(`/api/improvements/${ID}/audience${query}`)).body;
const counts = ({ not }: Audience): Record<string, number> =>
  Object.fromEntries(not.filter(({ count }) => count > 0).map((one) => [one.reasonCode, one.count]));

describe('prices without tax, at Halden Bikes', () => {
  it('37 people wait in their flow: verifying tells 31 there, and six not, each for a reason', async () => {
    const theirs = await audience(`?flow=${flow}`);
    expect(theirs).toMatchObject({ covered: 31, loops: 31 });
    expect(counts(theirs)).toEqual({
      'no-consent': 2,
      'no-address': 1,
      'out-of-scope': 1,
      'spoke-after-it-shipped': 1,
      'told-through-another-flow': 1,
    });
  });

  it('of all people 32 are told, for the one in two flows is told once, through the other', async () => {
    const all = await audience();
    expect(all).toMatchObject({ covered: 32, loops: 32 });
    expect(counts(all)).toEqual({ 'no-consent': 2, 'no-address': 1, 'out-of-scope': 1, 'spoke-after-it-shipped': 1 });
  });

  it('verifying then tells exactly those, each once, and no two the same words', async () => {
    await whole.post(`/api/improvements/${ID}/verify`, { evidence: 'Compared 60 pages.' });
    await whole.settle();
    const sent = await whole.db.messages.find({ 'claim.improvement': ID, state: 'sent' }).lean();
    expect(sent).toHaveLength(32);
    expect(new Set(sent.map(({ customer }) => customer)).size).toBe(32);
    expect(new Set(sent.map(({ content }) => content?.text)).size).toBe(32);
    expect(await audience()).toMatchObject({ covered: 32, loops: 32 });
    // Whoever found the same customer just being told asks again some seconds later.
    whole.clock.advance(10_000);
    await whole.settle();
    const { body } = await whole.get<Record<string, number>>(`/api/improvements/${ID}/release`);
    expect(body).toMatchObject({ state: 'done', sent: 32, unknown: 0, covered: 32 + (body['withheld'] ?? 0) });
  });

  it('Priya hears why not, with fact and rule', async () => {
    const { body } = await whole.get<{ words: string }>(`/api/customers/${demo.cast.movedToBasic}/why?improvement=${ID}`);
    expect(body.words).toBe('“prices without tax” holds only for customers whose plan is not basic; their plan is basic.');
  });
});
