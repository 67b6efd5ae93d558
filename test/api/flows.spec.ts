import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allKinds } from '@loopwright/workflows/contract';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Flow {
  id: string;
  revision: number;
  status: string;
  draft: { name: string; steps: unknown[] };
  live: { version: number; hash: string; hold: number } | null;
  sentences: { about: string; text: string }[];
  code: string;
  problems: { path: string; message: string; step: string | null; fix: string }[];
}
interface Published {
  version: number;
  hash: string;
  publishedAt: string;
  code: string;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
afterAll(() => whole.close());

const make = (flow: object) => whole.post<Flow>('/api/flows', flow);
const save = (id: string, revision: number, flow: object) =>
  whole.ask<Flow & { changes: { before: string; after: string }[] }>('PUT', `/api/flows/${id}/draft`, { revision, flow });
const publish = (id: string, revision: number, more: object = {}) =>
  whole.post<Published & { problems: { step: string; message: string; fix: string }[] }>(`/api/flows/${id}/publish`, { revision, ...more });

describe('a draft', () => {
  it('may be incomplete, and reads as sentences', async () => {
    const { status, body } = await make({ name: 'Someday' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ revision: 1, status: 'draft', live: null, changed: false, draft: { name: 'Someday', steps: [] } });
    expect(body.sentences[0]?.text).toMatch(/^As soon as a customer says anything/);
    const { sentences: _, ...same } = (await whole.get<Flow>(`/api/flows/${body.id}`)).body;
    expect(body).toMatchObject(same);
  });

  it('stands in the list with what it does and how many people it concerns', async () => {
    const { body } = await make(pricingFlow({ name: 'Listed' }));
    const { items } = (await whole.get<{ items: object[] }>('/api/flows?limit=1')).body;
    expect(items).toEqual([expect.objectContaining({ id: body.id, name: 'Listed', waiting: 0, closedThisMonth: 0, told: 0 })]);
    expect((items[0] as { sentence: string }).sentence).toMatch(
      /^As soon as a customer complains about pricing.* Wait until an improvement /,
    );
  });

  it('with a field or a setting that does not exist is refused by its place', async () => {
    expect((await make({ name: 'X', colour: 'red' })).body.problems[0]?.path).toBe('colour');
    const odd = { name: 'X', steps: [{ id: 'a', kind: 'wait', config: { for: 'P1D', colour: 'red' } }] };
    const { status, body } = await make(odd);
    expect(status).toBe(422);
    expect(body.problems[0]).toMatchObject({ path: 'steps.0.config.colour' });
  });

  it('saved upon a stale revision is refused with what changed meanwhile', async () => {
    const { body } = await make(pricingFlow());
    const changed = pricingFlow({ entry: { themes: ['pricing'], feelings: ['complaint', 'wish'] } });
    expect((await save(body.id, 1, changed)).body.revision).toBe(2);
    const stale = await save(body.id, 1, pricingFlow({ name: 'Mine' }));
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: 'stale-revision', revision: 2 });
    expect(stale.body.changes.map(({ before, after }) => [before, after].map((text) => /complains[^,]*/.exec(text)?.[0]))).toEqual([
      ['complains about pricing', 'complains or wishes for something about pricing'],
    ]);
    expect((await whole.get<Flow>(`/api/flows/${body.id}`)).body.draft.name).toBe('Pricing promises');
  });
});

describe('publishing', () => {
  it('names each problem with its step and fix, and stores nothing', async () => {
    const claim = { id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } };
    const { body } = await make({ name: 'Too soon', steps: [claim] });
    const answer = await publish(body.id, 1);
    expect(answer.status).toBe(422);
    expect(answer.body.problems[0]).toMatchObject({ step: 'tell' });
    expect((await whole.get<{ publishable: boolean }>(`/api/flows/${body.id}/problems`)).body.publishable).toBe(false);
    expect(await whole.db.versions.countDocuments({ flow: body.id })).toBe(0);
  });

  it('holds the first fifty messages at first and none later, unless told otherwise', async () => {
    const { body } = await make(pricingFlow());
    await publish(body.id, 1);
    expect((await whole.get<Flow>(`/api/flows/${body.id}`)).body).toMatchObject({
      status: 'live',
      live: { version: 1, hold: 50 },
      changed: false,
    });
    expect((await save(body.id, 1, pricingFlow({ name: 'Other' }))).body).toMatchObject({ changed: true });
    await publish(body.id, 2);
    expect((await whole.get<Flow>(`/api/flows/${body.id}`)).body.live).toMatchObject({ version: 2, hold: 0 });
    await publish(body.id, 2, { hold: { first: 7 } });
    expect((await whole.get<Flow>(`/api/flows/${body.id}`)).body.live).toMatchObject({ version: 3, hold: 7 });
  });

  it('the same content again gives the same version', async () => {
    const { body } = await make(pricingFlow());
    const first = await publish(body.id, 1);
    expect((await publish(body.id, 1)).body).toEqual(first.body);
    expect(await whole.db.versions.countDocuments({ flow: body.id })).toBe(1);
  });

  it('a stale revision is refused', async () => {
    const { body } = await make(pricingFlow());
    expect((await publish(body.id, 2)).body.code).toBe('stale-revision');
  });

  it('pins the words: a template edited later does not reach those part-way', async () => {
    await published(whole, pricingFlow({ entry: { themes: ['delivery'] } }));
    const { customer } = await said(whole, 10, { themes: ['delivery'] });
    await whole.settle();
    await whole.ask('PUT', '/api/templates/you-asked-we-changed', {
      variants: { en: { subject: 'Other words', body: 'Other words. {{#claim}}{{/claim}}\n\n{{> footer}}' } },
    });
    await verified(whole, await shipped(whole, 3, { themes: ['delivery'] }));
    const [message] = await whole.db.messages.find({ customer }).lean();
    expect(message?.state).toBe('sent');
    expect(message?.content?.text).not.toContain('Other words');
  });

  it('can stop those part-way: their loops end, their messages stop', async () => {
    const { body } = await make(pricingFlow());
    await publish(body.id, 1, { hold: true });
    const one = await said(whole, 10);
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    expect(await whole.db.messages.countDocuments({ flow: body.id, state: 'held' })).toBe(1);
    await save(body.id, 1, pricingFlow({ name: 'Next' }));
    await publish(body.id, 2, { partWay: 'stop' });
    expect(await whole.db.loops.findOne({ flow: body.id, customer: one.customer }).lean()).toMatchObject({
      status: 'ended',
      reasonCode: 'flow-stopped',
    });
    expect(await whole.db.messages.findOne({ flow: body.id }).lean()).toMatchObject({ state: 'stopped', reason: 'loop-over' });
    await whole.settle();
  });

  it('keeps every version, each with what it changed', async () => {
    const { body } = await make(pricingFlow());
    await publish(body.id, 1);
    await save(body.id, 1, pricingFlow({ holdback: { percent: 10, until: '2027-06-01' } }));
    await publish(body.id, 2);
    const { items } = (await whole.get<{ items: { version: number; changes: { after: string }[] }[] }>(`/api/flows/${body.id}/versions`))
      .body;
    expect(items.map(({ version }) => version)).toEqual([2, 1]);
    expect(items[0]?.changes.map(({ after }) => after)).toEqual([
      '1 in 10 customers, always the same ones, are not told until 1 June 2027, to compare.',
    ]);
  });
});

describe('pausing a flow', () => {
  it('holds everybody in place, and resuming goes on', async () => {
    await whole.db.improvements.deleteMany({});
    await whole.db.flows.updateMany({}, { $set: { pausedEntry: true } });
    const id = await published(whole, pricingFlow());
    const { customer } = await said(whole, 10);
    await whole.settle();
    expect((await whole.post<Flow>(`/api/flows/${id}/pause`, { sendNothing: true })).body).toMatchObject({
      status: 'paused',
      sendNothing: true,
      nobodyNew: false,
    });
    await verified(whole, await shipped(whole, 3));
    expect(await whole.db.messages.countDocuments({ customer })).toBe(0);
    expect(await whole.db.loops.countDocuments({ customer, status: 'open' })).toBe(1);
    await whole.post(`/api/flows/${id}/resume`);
    await whole.settle();
    await whole.settle();
    expect(await whole.db.messages.countDocuments({ customer, state: 'sent' })).toBe(1);
  });

  it('can let nobody new in while those inside go on', async () => {
    const id = await published(whole, pricingFlow());
    await whole.post(`/api/flows/${id}/pause`, { nobodyNew: true });
    await said(whole, 10);
    await whole.settle();
    expect(await whole.db.loops.countDocuments({ flow: id })).toBe(0);
  });
});

describe('who draws a flow', () => {
  it('finds what sentences speak of, what conditions can ask, and whom one is true for', async () => {
    const { customer } = await said(whole, 10, { customer: { email: 'pro@example.com', attributes: { plan: 'pro' } } });
    await whole.settle();
    const { body: words } = await whole.get<{
      shelves: Record<string, { key: string; name?: string; claims?: boolean }[]>;
      houseRules: { zone: string };
    }>('/api/flows/words');
    expect(words.shelves['themes']).toContainEqual({ key: 'pricing', name: 'pricing', served: true });
    expect(words.shelves['templates']?.find(({ key }) => key === 'you-asked-we-changed')?.claims).toBe(true);
    expect(words.houseRules.zone).toBe('UTC');
    const { body: fields } = await whole.get<{ fields: { field: string; values: { value: unknown }[] }[] }>('/api/flows/fields');
    expect(fields.fields.find(({ field }) => field === 'customer.attributes.plan')?.values).toContainEqual({ value: 'pro', people: 1 });
    const matching = async (condition: object) =>
      (await whole.post<{ people: number; matching: number; unknown: number; more: boolean }>('/api/flows/matching', { condition })).body;
    const plan = 'customer.attributes.plan';
    const pro = await matching({ field: plan, is: ['pro'] });
    expect(pro).toMatchObject({ matching: 1, unknown: pro.people - 1, more: false });
    expect(await matching({ field: plan, is: ['basic'] })).toMatchObject({ matching: 0, unknown: pro.people - 1 });
    expect(customer).toBeTruthy();
  });

  it('is told who saved last, and which ids of steps are past', async () => {
    const id = await published(whole, pricingFlow());
    const { draft } = (await whole.get<Flow>(`/api/flows/${id}`)).body;
    const { body } = await save(id, 1, { ...draft, steps: [{ id: 'over', kind: 'stop', config: { reason: 'nobody minds' } }] });
    expect(body).toMatchObject({ revision: 2, saved: { by: 'admin' }, retiredStepIds: [] });
    expect((await publish(id, 2)).status).toBe(200);
    const after = (await whole.get<{ retiredStepIds: string[] }>(`/api/flows/${id}`)).body;
    expect(after.retiredStepIds.sort()).toEqual(['done', 'end', 'heard', 'no', 'tell', 'wait']);
  });
});

describe('step kinds', () => {
  it('are listed with title, group, exits and the JSON Schema of their settings', async () => {
    const { items } = (
      await whole.get<{
        items: { kind: string; title: string; exits: { name: string }[]; config: { type: string; properties: object } }[];
      }>('/api/kinds')
    ).body;
    expect(items.map(({ kind }) => kind)).toEqual(allKinds().map(({ kind }) => kind));
    const wait = items.find(({ kind }) => kind === 'wait-for-improvement');
    expect(wait).toMatchObject({
      exits: [{ name: 'verified', inHand: 'verified' }, { name: 'declined' }, { name: 'timed-out' }],
      config: { type: 'object' },
    });
    expect(Object.keys(wait?.config.properties ?? {})).toEqual(['themes', 'atMost', 'countedFrom']);
  });
});

it('what is not built yet is not there: neither as a route nor in the description', async () => {
  expect((await whole.get('/api/reviews')).status).toBe(404);
  const { body } = await whole.get<{ paths: Record<string, unknown> }>('/api/openapi.json');
  expect(Object.keys(body.paths).filter((path) => /reviews/.test(path))).toEqual([]);
});
