import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '@loopwright/workflows/contract';
import { pricingFlow, published, said, shipped, someThemes } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
let improvement: string;
const PLANS = ['pro', 'pro', 'pro', 'enterprise', 'basic', null];

beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await published(whole, pricingFlow());
  for (const [at, plan] of PLANS.entries())
    await said(whole, 10, {
      source: at === 0 ? 'store' : 'survey',
      attributes: { 'app version': '1', area: ['checkout', 'list'] },
      customer: {
        externalId: `c-${String(at)}`,
        email: `c${String(at)}@example.com`,
        attributes: { ...(plan === null ? {} : { plan }), seats: at, since: `2026-0${String(at + 1)}-01`, beta: at % 2 === 0 },
      },
    });
  await whole.settle();
  improvement = await shipped(whole, 3);
});
afterAll(() => whole.close());

interface Told {
  covered: number;
  wouldBe: boolean;
  improvementId: string | null;
  scopeWords: string | null;
  not: { reasonCode: string; count: number; words: string }[];
}
const would = async (scope: Condition | null, which: object = { improvement }) =>
  (await whole.post<Told>('/api/audience', { ...which, scope })).body;
const PLAN = 'customer.attributes.plan';

describe('whom an improvement would reach', () => {
  it('is counted for a scope that nobody has saved, with the reasons why not, and nothing is stored', async () => {
    expect(await would(null)).toMatchObject({ wouldBe: true, covered: 6, scopeWords: null });
    expect(await would({ field: PLAN, is: ['pro', 'enterprise'] })).toMatchObject({
      covered: 4,
      scopeWords: 'whose plan is one of pro, enterprise',
      not: [{ reasonCode: 'out-of-scope', count: 2, words: expect.stringContaining('whose plan is one of pro, enterprise') as string }],
    });
    expect(await would({ not: { field: PLAN, is: ['basic'] } })).toMatchObject({ covered: 4 });
    expect(await would({ field: 'customer.attributes.since', from: '2026-02-01', to: '2026-03-01' })).toMatchObject({ covered: 2 });
    const stored = await whole.db.improvements.findById(improvement).lean();
    expect(stored).toMatchObject({ scope: null, revision: 2, state: 'shipped' });
  });

  it('is counted also before an improvement is recorded, by its themes', async () => {
    const which = { themes: ['pricing'] };
    expect(await would({ field: 'customer.attributes.seats', from: 4 }, which)).toMatchObject({ covered: 2, improvementId: null });
  });

  it('may be asked by a viewer, of an improvement or themes that exist', async () => {
    const { body } = await whole.post<{ key: string }>('/api/keys', { name: 'wall display', role: 'viewer' });
    const admin = whole.key;
    whole.key = body.key;
    expect((await whole.post('/api/audience', { improvement, scope: null })).status).toBe(200);
    expect((await whole.get(`/api/audience/fields?improvement=${improvement}`)).status).toBe(200);
    whole.key = admin;
    expect((await whole.post('/api/audience', { improvement: 'nothing', scope: null })).status).toBe(404);
    for (const which of [{}, { improvement, themes: ['pricing'] }, { themes: ['nothing'] }])
      expect((await whole.post('/api/audience', { ...which, scope: null })).status).toBe(422);
    expect((await whole.get('/api/audience/fields')).status).toBe(422);
  });
});

describe('what a scope can ask', () => {
  interface Fields {
    people: number;
    fields: { field: string; kind: string; known: number; values: { value: unknown; people: number }[]; more: boolean }[];
  }
  const fields = async (query: string): Promise<Fields> => (await whole.get<Fields>(`/api/audience/fields?${query}`)).body;

  it('is what is known of those who wait, with the most frequent values first', async () => {
    const found = await fields(`improvement=${improvement}`);
    expect(found.people).toBe(6);
    const of = (name: string) => found.fields.find(({ field }) => field === name);
    expect(of(PLAN)).toEqual({
      field: PLAN,
      kind: 'text',
      known: 5,
      values: [
        { value: 'pro', people: 3 },
        { value: 'basic', people: 1 },
        { value: 'enterprise', people: 1 },
      ],
      more: false,
    });
    expect(of('customer.attributes.seats')).toMatchObject({ kind: 'number', known: 6 });
    expect(of('customer.attributes.since')).toMatchObject({ kind: 'date' });
    expect(of('customer.attributes.beta')).toMatchObject({ kind: 'yes-no' });
    expect(of('feedback.source')).toMatchObject({
      values: [
        { value: 'survey', people: 5 },
        { value: 'store', people: 1 },
      ],
    });
    expect(of('feedback.attributes.area')).toMatchObject({ known: 6, values: [{ people: 6 }, { people: 6 }] });
  });

  it('holds only what a condition can name', async () => {
    const { fields: named } = await fields('themes=pricing,delivery');
    for (const { field } of named) expect(await would({ field, known: true })).toMatchObject({ wouldBe: true });
    expect(named.map(({ field }) => field)).toContain('feedback.attributes.app version');
  });
});

describe('a scope that asks nothing', () => {
  it('is everybody, however it is written', async () => {
    const { body } = await whole.post('/api/improvements', {
      themes: ['delivery'],
      title: 'Faster',
      change: 'it is faster',
      scope: { all: [] },
    });
    expect(body).toMatchObject({ scope: null, scopeWords: null });
    await whole.ask('PATCH', `/api/improvements/${improvement}`, { scope: { field: PLAN, is: ['pro'] } });
    const patched = await whole.ask('PATCH', `/api/improvements/${improvement}`, { scope: { all: [] } });
    expect(patched.body).toMatchObject({ scope: null });
    await whole.ask('PATCH', `/api/improvements/${improvement}`, { scope: { field: PLAN, is: ['pro'] } });
    const verified = await whole.post(`/api/improvements/${improvement}/verify`, { evidence: 'I looked.', scope: { all: [] } });
    expect(verified.body).toMatchObject({ scope: null, scopeWords: null, state: 'verified' });
  });
});
