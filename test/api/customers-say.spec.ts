import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Say } from '../../server/why/say.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await published(whole, pricingFlow());
});
beforeEach(async () => {
  await whole.db.improvements.deleteMany({});
});
afterAll(() => whole.close());

const say = async (customer: string): Promise<Say> => (await whole.get<Say>(`/api/customers/${customer}/say`)).body;

describe('what may be said to a customer', () => {
  it('is what is verified and true for them, as a sentence', async () => {
    const { customer } = await said(whole, 10);
    const improvement = await shipped(whole, 3, { stillNot: 'The catalogue will follow.' });
    await verified(whole, improvement);
    expect(await say(customer)).toEqual({
      say: [{ words: 'Since 27 February 2026 every price includes tax.', stillNot: 'The catalogue will follow.', improvement }],
      notYet: [],
    });
  });

  it('is no more than that: what is planned, unverified, out of scope, taken back or complained of since is not said yet, and why', async () => {
    const { customer } = await said(whole, 10, {
      customer: { externalId: 'say-1', email: 's1@example.com', attributes: { plan: 'basic' } },
    });
    await whole.post('/api/improvements', { id: 'planned', themes: ['pricing'], title: 'a', change: 'a is so' });
    await shipped(whole, 3, { id: 'unverified' });
    await verified(whole, await shipped(whole, 3, { id: 'for-pro', scope: { field: 'customer.attributes.plan', is: ['pro'] } }));
    await verified(whole, await shipped(whole, 20, { id: 'before-they-spoke' }));
    await verified(whole, await shipped(whole, 3, { id: 'taken-back' }));
    await whole.post('/api/improvements/taken-back/retract', { reason: 'it broke', whatIsTrue: 'it is not so', correct: false });
    await verified(whole, await shipped(whole, 3, { id: 'elsewhere', themes: ['delivery'] }));
    const answer = await say(customer);
    expect(answer.say).toEqual([]);
    expect(Object.fromEntries(answer.notYet.map(({ improvement, reasonCode }) => [improvement, reasonCode]))).toEqual({
      planned: 'not-shipped',
      unverified: 'not-verified',
      'for-pro': 'out-of-scope',
      'before-they-spoke': 'spoke-after-it-shipped',
      'taken-back': 'retracted',
    });
    for (const { reason } of answer.notYet) expect(reason).toMatch(/^[“A-Z].*\.$/);
    expect(answer.notYet.find(({ improvement }) => improvement === 'planned')?.words).toBe('a is so');
  });

  it('is not said any more to one who complained again after it shipped; praise takes nothing away', async () => {
    const who = { customer: { externalId: 'again', email: 'again@example.com' } };
    const { customer } = await said(whole, 10, who);
    await verified(whole, await shipped(whole, 3));
    await said(whole, 1, { ...who, feeling: 'praise' });
    expect((await say(customer)).say).toHaveLength(1);
    await said(whole, 1, who);
    expect(await say(customer)).toMatchObject({ say: [], notYet: [{ reasonCode: 'spoke-after-it-shipped' }] });
  });

  it('is also a decision against it, which is an answer too', async () => {
    const { customer } = await said(whole, 10);
    await whole.post('/api/improvements', { id: 'no', themes: ['pricing'], title: 'a free plan', change: 'there is a free plan' });
    await whole.post('/api/improvements/no/decline', { decision: 'it would be paid for by others.' });
    await whole.settle();
    expect((await say(customer)).say).toEqual([
      { words: 'We decided against a free plan: it would be paid for by others.', stillNot: null, improvement: 'no' },
    ]);
  });

  it('can be asked for by the company’s own number, and of nobody else', async () => {
    await said(whole, 10, { customer: { externalId: 'number-9', email: 'n9@example.com' } });
    expect(await say('number-9')).toEqual({ say: [], notYet: [] });
    expect((await whole.get('/api/customers/nobody/say')).status).toBe(404);
  });
});

describe('a timeline', () => {
  it('says a message that is planned with its time, and a wait without an end', async () => {
    const flow = pricingFlow({ name: 'For ever', entry: { themes: ['delivery'] } });
    const wait = flow.steps?.[0];
    if (wait) wait.config = { themes: 'same', atMost: null };
    await published(whole, flow);
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    const who = { customer: { externalId: 'timeline', email: 't@example.com' } };
    const { customer } = await said(whole, 10, who);
    await said(whole, 10, { ...who, themes: ['delivery'] });
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    const { items } = (
      await whole.get<{ items: { kind: string; words: string; at: string; ahead: boolean }[] }>(`/api/customers/${customer}/timeline`)
    ).body;
    expect(items[0]).toMatchObject({
      kind: 'message',
      ahead: true,
      at: new Date(whole.clock.now().getTime() + 600_000).toISOString(),
      words: expect.stringMatching(/^“.*” is to be sent\. Messages wait a little/) as string,
    });
    expect(items.map(({ words }) => words)).toContain(
      'Since then a loop has waited for an improvement to delivery, however long it takes.',
    );
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT0S' });
  });
});
