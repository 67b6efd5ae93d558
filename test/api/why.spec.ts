import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReasonCode } from '../../server/why/codes.ts';
import { words } from '../../server/why/words.ts';
import { DAY, pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Why {
  told: boolean;
  words: string;
  reasonCode: string;
  messageId: string | null;
}

let whole: Whole;
let improvement: string;
const who: Record<string, string> = {};
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await published(whole, pricingFlow());
  const customer = (plan: string | null, more: object = {}) => ({
    ...(plan ? { attributes: { plan } } : {}),
    email: `${String(Math.random()).slice(2)}@example.com`,
    ...more,
  });
  who['ana'] = (await said(whole, 10, { customer: customer('pro') })).customer;
  who['priya'] = (await said(whole, 10, { customer: customer('basic') })).customer;
  who['nobody knows'] = (await said(whole, 10, { customer: customer(null) })).customer;
  who['spoke after'] = (await said(whole, 1, { customer: customer('pro') })).customer;
  who['another theme'] = (await said(whole, 10, { themes: ['delivery'], customer: customer('pro') })).customer;
  who['praised'] = (await said(whole, 10, { feeling: 'praise', customer: customer('pro') })).customer;
  who['stopped mail'] = (await said(whole, 10, { customer: customer('pro', { consent: { email: false } }) })).customer;
  who['stopped by hand'] = (await said(whole, 10, { customer: customer('pro') })).customer;
  await whole.settle();
  const loop = await whole.db.loops.findOne({ customer: who['stopped by hand'] }).lean();
  await whole.post(`/api/loops/${loop?._id ?? ''}/stop`);
  improvement = await shipped(whole, 3, { scope: { field: 'customer.attributes.plan', is: ['pro'] } });
});
afterAll(() => whole.close());

const why = async (name: string): Promise<Why> =>
  (await whole.get<Why>(`/api/customers/${who[name] ?? ''}/why?improvement=${improvement}`)).body;

describe('before it is verified', () => {
  it('nobody is told, because nobody verified it', async () => {
    expect(await why('ana')).toMatchObject({ told: false, reasonCode: 'not-verified' });
  });
});

describe('why a customer was told or not', () => {
  beforeAll(() => verified(whole, improvement));

  it('told: when', async () => {
    const answer = await why('ana');
    expect(answer).toMatchObject({ told: true, reasonCode: 'told' });
    expect(answer.words).toBe('They were told of “prices without tax” on 2 March 2026 10:00 UTC.');
    expect((await whole.db.messages.findById(answer.messageId ?? '').lean())?.customer).toBe(who['ana']);
  });

  it.each([
    ['priya', 'out-of-scope', '“prices without tax” holds only for customers whose plan is pro; their plan is basic.'],
    ['nobody knows', 'out-of-scope', '“prices without tax” holds only for customers whose plan is pro; their plan is not known.'],
    ['another theme', 'said-nothing-of-it', 'They said nothing about pricing; only those who spoke of it are told.'],
    ['stopped mail', 'no-consent', 'They do not want messages in this channel; what they said no to is never sent.'],
    ['stopped by hand', 'stopped-by-a-person', 'A person stopped it.'],
  ])('%s: %s', async (name, reasonCode, said) => {
    const answer = await why(name);
    expect([answer.told, answer.reasonCode, answer.words]).toEqual([false, reasonCode, said]);
    expect(answer.messageId !== null).toBe(name === 'stopped mail');
  });

  it('spoke after it shipped: with both instants', async () => {
    const answer = await why('spoke after');
    expect(answer.reasonCode).toBe('spoke-after-it-shipped');
    expect(answer.words).toContain('They spoke on 1 March 2026');
    expect(answer.words).toContain('shipped on 27 February 2026');
  });

  it('praised: no flow let that in', async () => {
    expect(await why('praised')).toMatchObject({ told: false, reasonCode: 'no-flow-took-it' });
  });

  it('asks for a customer and an improvement that exist', async () => {
    expect((await whole.get(`/api/customers/nobody/why?improvement=${improvement}`)).status).toBe(404);
    expect((await whole.get(`/api/customers/${who['ana'] ?? ''}/why?improvement=nothing`)).status).toBe(404);
    expect((await whole.get(`/api/customers/${who['ana'] ?? ''}/why`)).status).toBe(422);
  });

  it('told and taken back since: both', async () => {
    await whole.post(`/api/improvements/${improvement}/retract`, {
      reason: 'the app shows none',
      whatIsTrue: 'not in the app',
      correct: false,
    });
    const answer = await why('ana');
    expect(answer).toMatchObject({ told: true, reasonCode: 'told-wrongly-and-taken-back' });
    expect(answer.words).toContain('taken back since: the app shows none');
    expect(await why('priya')).toMatchObject({ told: false, reasonCode: 'retracted' });
  });
});

describe('a timeline', () => {
  it('holds what a customer said, what came of it, and what lies ahead', async () => {
    const { items } = (
      await whole.get<{ items: { kind: string; words: string; at: string; ahead: boolean }[] }>(
        `/api/customers/${who['priya'] ?? ''}/timeline`,
      )
    ).body;
    expect(items.map(({ kind, ahead }) => [kind, ahead])).toEqual([
      ['waits-until', true],
      ['loop-opened', false],
      ['said', false],
    ]);
    const told = (await whole.get<{ items: { kind: string; words: string }[] }>(`/api/customers/${who['ana'] ?? ''}/timeline?limit=2`))
      .body;
    expect(told.items).toHaveLength(2);
    expect(items.every(({ at }) => new Date(at).getTime() > whole.clock.now().getTime() - 400 * DAY)).toBe(true);
  });
});

describe('every reason the API can give', () => {
  const known = {
    improvement: '“prices”',
    shipped: 'on 2 May 2026',
    spoke: 'on 1 May 2026',
    told: 'on 3 May 2026',
    because: 'of the app',
    theirs: 'plan is basic',
    scope: 'whose plan is pro',
  };

  it.each(ReasonCode.options)('%s is one sentence, however much is known', (code) => {
    for (const facts of [{}, known]) {
      const sentence = words(code, facts);
      expect(sentence).toMatch(/^[“A-Z].*[^ ]\.$/);
      expect(sentence).not.toMatch(/undefined|null|\s{2}|\.\./);
    }
  });

  it('reads differently for each, so that nobody mistakes one for another', () => {
    const said = ReasonCode.options.map((code) => words(code, {}));
    expect(said.filter((sentence, at) => said.indexOf(sentence) !== at)).toEqual([]);
  });
});
