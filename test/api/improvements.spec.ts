import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Improvement {
  id: string;
  state: string;
  revision: number;
  epoch: number;
  release: { state: string; rev: number } | null;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
afterAll(() => whole.close());

const create = (more: Record<string, unknown> = {}) =>
  whole.post<Improvement & { code: string; problems: { path: string; message: string }[] }>('/api/improvements', {
    themes: ['pricing'],
    title: 'Prices without tax',
    change: 'every price includes tax',
    ...more,
  });
const step = (id: string, what: string, body: object = {}) =>
  whole.post<Improvement & { code: string; detail: string }>(`/api/improvements/${id}/${what}`, body);

describe('recording an improvement', () => {
  it('begins planned, with an id people can read', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: 'prices-without-tax', state: 'planned', revision: 1, epoch: 0, release: null });
    expect((await create()).body.id).toBe('prices-without-tax-2');
  });

  it('refuses an id that is taken, an unknown theme, a change of 21 words, and a field it does not know', async () => {
    await create({ id: 'mine' });
    expect((await create({ id: 'mine' })).body).toMatchObject({ code: 'id-taken' });
    expect((await create({ themes: ['pricing', 'weather'] })).body.problems).toEqual([
      { path: 'themes.1', message: 'there is no such theme: create it first, or use its key as GET /api/themes shows it' },
    ]);
    expect((await create({ change: 'word '.repeat(21) })).status).toBe(422);
    expect((await create({ colour: 'red' })).body.problems[0]?.path).toBe('colour');
  });
});

describe('the life of an improvement', () => {
  it('ships now or earlier, never ahead', async () => {
    const { id } = (await create()).body;
    const ahead = new Date(whole.clock.now().getTime() + DAY).toISOString();
    expect((await step(id, 'ship', { shippedAt: ahead })).status).toBe(422);
    expect((await step(id, 'ship')).body).toMatchObject({ state: 'shipped' });
    expect((await step(id, 'ship')).body).toMatchObject({ code: 'not-planned' });
  });

  it('is verified only when it shipped, with evidence', async () => {
    const { id } = (await create()).body;
    expect((await step(id, 'verify', { evidence: 'Looked.' })).body).toMatchObject({ code: 'not-shipped' });
    await step(id, 'ship');
    expect((await step(id, 'verify', { evidence: ' ' })).status).toBe(422);
    expect((await step(id, 'verify', { evidence: [{ text: 'Looked at 60 pages.' }] })).body).toMatchObject({
      state: 'verified',
      release: { state: 'wanted' },
    });
  });

  it('verified twice at once, one is refused and nothing is released again', async () => {
    const { id } = (await create()).body;
    await step(id, 'ship');
    const both = await Promise.all([step(id, 'verify', { evidence: 'I looked.' }), step(id, 'verify', { evidence: 'So did I.' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('already-verified');
    expect(whole.loops.releases.filter((name) => name.startsWith(`${id}@`))).toHaveLength(1);
  });

  it('shows as expired when its time is over, and can be verified again with a new end', async () => {
    const { id } = (await create()).body;
    await step(id, 'ship');
    const end = new Date(whole.clock.now().getTime() + DAY).toISOString();
    await step(id, 'verify', { evidence: 'Looked.', expiresAt: end });
    whole.clock.advance(2 * DAY);
    expect((await whole.get<Improvement>(`/api/improvements/${id}`)).body.state).toBe('expired');
    expect((await step(id, 'verify', { evidence: 'Looked.' })).status).toBe(422);
    const later = new Date(whole.clock.now().getTime() + DAY).toISOString();
    expect((await step(id, 'verify', { evidence: 'Looked.', expiresAt: later })).body).toMatchObject({ state: 'verified' });
  });

  it('a change of whom it covers raises the revision and is released anew; other changes do not', async () => {
    const { id } = (await create()).body;
    await step(id, 'ship');
    const before = (await step(id, 'verify', { evidence: 'Looked.' })).body;
    const titled = await whole.ask<Improvement>('PATCH', `/api/improvements/${id}`, { title: 'Prices with tax' });
    expect(titled.body.revision).toBe(before.revision);
    const scope = { field: 'customer.attributes.plan', is: ['pro'] };
    const scoped = await whole.ask<Improvement>('PATCH', `/api/improvements/${id}`, { scope });
    expect(scoped.body).toMatchObject({ revision: before.revision + 1, release: { state: 'wanted', rev: before.revision + 1 } });
    expect((await whole.ask<Improvement>('PATCH', `/api/improvements/${id}`, { scope })).body.revision).toBe(before.revision + 1);
    const [earlier, later] = [-DAY, DAY].map((by) => new Date(whole.clock.now().getTime() + by).toISOString());
    for (const [at, change] of [{ shippedAt: earlier }, { expiresAt: later }, { themes: ['pricing', 'delivery'] }].entries())
      expect((await whole.ask<Improvement>('PATCH', `/api/improvements/${id}`, change)).body.revision).toBe(before.revision + 2 + at);
  });

  it('is not declined once verified, nor verified once declined', async () => {
    const { id } = (await create()).body;
    expect((await step(id, 'decline', { decision: 'we cannot afford it' })).body).toMatchObject({
      state: 'declined',
      release: { state: 'wanted' },
    });
    expect((await step(id, 'verify', { evidence: 'Looked.' })).body).toMatchObject({ code: 'declined' });
    const other = await shipped(whole, 1);
    await step(other, 'verify', { evidence: 'Looked.' });
    expect((await step(other, 'decline', { decision: 'no' })).status).toBe(409);
  });
});

describe('who is told', () => {
  let id: string;
  let flow: string;
  const people: Record<string, { customer: string }> = {};

  beforeAll(async () => {
    await whole.db.improvements.deleteMany({});
    whole.loops.releases.length = 0;
    flow = await published(whole, pricingFlow());
    people['ana'] = await said(whole, 10, {
      customer: { externalId: 'ana', email: 'ana@example.com', name: 'Ana', attributes: { plan: 'pro' } },
    });
    people['priya'] = await said(whole, 10, {
      customer: { externalId: 'priya', email: 'priya@example.com', attributes: { plan: 'basic' } },
    });
    people['late'] = await said(whole, 1, { customer: { externalId: 'late', email: 'late@example.com', attributes: { plan: 'pro' } } });
    people['silent'] = await said(whole, 10, { customer: { externalId: 'silent', attributes: { plan: 'pro' } } });
    people['no'] = await said(whole, 10, {
      customer: { externalId: 'no', email: 'no@example.com', attributes: { plan: 'pro' }, consent: { email: false } },
    });
    await whole.settle();
    id = await shipped(whole, 3, { scope: { not: { field: 'customer.attributes.plan', is: ['basic'] } } });
  });

  interface Audience {
    wouldBe: boolean;
    covered: number;
    loops: number;
    not: { reasonCode: string; words: string; count: number }[];
    people: { customerId: string; covered: boolean; reasonCode: string }[];
  }
  const audience = async (): Promise<Audience> => (await whole.get<Audience>(`/api/improvements/${id}/audience`)).body;

  it('is said before verifying: whom it would reach, and why not the others', async () => {
    const { wouldBe, covered, loops, not } = await audience();
    expect({ wouldBe, covered, loops }).toEqual({ wouldBe: true, covered: 1, loops: 1 });
    expect(Object.fromEntries(not.map((one) => [one.reasonCode, one.count]))).toEqual({
      'out-of-scope': 1,
      'spoke-after-it-shipped': 1,
      'no-address': 1,
      'no-consent': 1,
    });
    for (const { words } of not) expect(words).toMatch(/^[“A-Z].*\.$/);
  });

  it('verifying tells exactly those, and the audience then says so', async () => {
    await verified(whole, id);
    const sent = await whole.db.messages.find({ 'claim.improvement': id, state: 'sent' }).lean();
    expect(sent.map(({ customer }) => customer)).toEqual([people['ana']?.customer]);
    expect(sent[0]?.content?.text).toContain('every price includes tax');
    const after = await audience();
    expect(after).toMatchObject({ wouldBe: false, covered: 1 });
    expect(after.people.find(({ covered }) => covered)).toMatchObject({ customerId: people['ana']?.customer, reasonCode: 'told' });
  });

  it('the release is done, and its figures add up', async () => {
    const { body } = await whole.get<Record<string, number | string>>(`/api/improvements/${id}/release`);
    expect(body).toMatchObject({ state: 'done', sent: 1, unknown: 0, withheld: 2 });
    expect(body['covered']).toBe(Number(body['sent']) + Number(body['unknown']) + Number(body['withheld']));
  });

  it('narrowing the scope afterwards lists whom it no longer covers', async () => {
    const { body } = await whole.ask<{ toldAndNoLongerCovered: { count: number; people: { customerId: string; words: string }[] } }>(
      'PATCH',
      `/api/improvements/${id}`,
      {
        scope: { field: 'customer.attributes.plan', is: ['enterprise'] },
      },
    );
    expect(body.toldAndNoLongerCovered).toMatchObject({
      count: 1,
      people: [{ customerId: people['ana']?.customer, reasonCode: 'out-of-scope' }],
    });
  });

  it('taken back, it says how many were told, and one correction goes out', async () => {
    const { body } = await step(id, 'retract', {
      reason: 'the app shows no tax',
      whatIsTrue: 'prices in the app are still without tax',
      correct: true,
    });
    expect(body).toMatchObject({ state: 'retracted', epoch: 1, release: null, stopped: 0, told: 1, unknown: 0 });
    await whole.settle();
    const corrections = await whole.db.messages.find({ 'claim.purpose': 'correction' }).lean();
    expect(corrections.map(({ state, customer }) => ({ state, customer }))).toEqual([{ state: 'sent', customer: people['ana']?.customer }]);
    expect(corrections[0]?.content?.text).toContain('prices in the app are still without tax');
    expect((await step(id, 'retract', { reason: 'x', whatIsTrue: 'y', correct: false })).status).toBe(409);
    expect(flow).not.toBe('');
  });
});

describe('two flows, one customer', () => {
  it('counts her once, and names the loop that is told through another flow', async () => {
    await whole.db.improvements.deleteMany({});
    const one = await published(whole, pricingFlow({ name: 'One', entry: { themes: ['delivery'] } }));
    const two = await published(whole, pricingFlow({ name: 'Two', entry: { themes: ['delivery'] } }));
    const { customer } = await said(whole, 10, { themes: ['delivery'] });
    await whole.settle();
    const id = await shipped(whole, 3, { themes: ['delivery'], title: 'slow parcels' });
    interface Audience {
      covered: number;
      loops: number;
      not: { reasonCode: string; count: number; loops: number }[];
    }
    const all = (await whole.get<Audience>(`/api/improvements/${id}/audience`)).body;
    expect(all).toMatchObject({ covered: 1, loops: 1, not: [{ reasonCode: 'told-through-another-flow', count: 0, loops: 1 }] });
    const within = await Promise.all(
      [one, two].map(async (flow) => (await whole.get<Audience>(`/api/improvements/${id}/audience?flow=${flow}`)).body),
    );
    expect(within.map(({ covered }) => covered).sort()).toEqual([0, 1]);
    expect(within.find(({ covered }) => covered === 0)?.not).toMatchObject([
      { reasonCode: 'told-through-another-flow', count: 1, loops: 1 },
    ]);
    await verified(whole, id);
    // Whichever found her just being told asks again some seconds later.
    whole.clock.advance(10_000);
    await whole.settle();
    const messages = await whole.db.messages.find({ customer }).lean();
    expect(messages.map(({ state, reason }) => [state, reason]).sort()).toEqual([
      ['sent', null],
      ['withheld', 'already-told'],
    ]);
  });
});

describe('pausing a release', () => {
  it('frees nobody, not even who comes to wait meanwhile; resuming frees them all', async () => {
    await whole.db.improvements.deleteMany({});
    const id = await shipped(whole, 3);
    const { body } = await step(id, 'verify', { evidence: 'Looked.' });
    expect((await whole.post(`/api/improvements/${id}/release/pause`)).body).toMatchObject({ state: 'paused', rev: body.revision });
    const { customer } = await said(whole, 8);
    await whole.settle();
    expect(await whole.db.messages.countDocuments({ customer })).toBe(0);
    expect((await whole.post(`/api/improvements/${id}/release/resume`)).body).toMatchObject({ state: 'wanted' });
    await whole.settle();
    expect(await whole.db.messages.countDocuments({ customer, state: 'sent' })).toBe(1);
    expect((await whole.post(`/api/improvements/${id}/release/resume`)).status).toBe(409);
  });
});

describe('deciding against it', () => {
  it('answers those who wait with the decision', async () => {
    await whole.db.improvements.deleteMany({});
    const { customer } = await said(whole, 10);
    await whole.settle();
    const id = await shipped(whole, 1);
    await step(id, 'decline', { decision: 'it would cost more than it gives' });
    await whole.settle();
    const [message] = await whole.db.messages.find({ customer }).lean();
    expect(message).toMatchObject({ state: 'sent', template: 'not-this-one', claim: { purpose: 'decision' } });
    expect(message?.content?.text).toContain('it would cost more than it gives');
  });
});
