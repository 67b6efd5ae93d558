import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareTemplates } from '../../server/templates/shelf.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Template {
  name: string;
  title: string;
  version: number;
  hash: string;
  claims: boolean;
  decides: boolean;
  promises: string | null;
  languages: string[];
  savedBy: string;
  begins: { subject: string; text: string };
  problems: { rule: string; words: string; remedy: string; blocks: boolean }[];
  variants: Record<string, { subject: string; body: string }>;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
afterAll(() => whole.close());

const put = (name: string, body: string, more: object = {}) =>
  whole.ask<Template & { code: string }>('PUT', `/api/templates/${name}`, {
    variants: { en: { subject: 'About {{theme}}', body } },
    ...more,
  });
const FOOTER = '\n\n{{> footer}}';

describe('the templates that ship', () => {
  it('are there with titles people know, what they say, and without a problem', async () => {
    const { items } = (await whole.get<{ items: Template[] }>('/api/templates')).body;
    expect(items.find(({ name }) => name === 'you-asked-we-changed')).toMatchObject({
      title: 'You asked, we changed it',
      claims: true,
      version: 1,
      savedBy: 'shipped',
    });
    expect(items.find(({ name }) => name === 'not-this-one')).toMatchObject({
      decides: true,
      claims: false,
    });
    expect(items.find(({ name }) => name === 'not-forgotten')).toMatchObject({ promises: 'to-return' });
    expect(items.flatMap(({ problems }) => problems.filter(({ blocks }) => blocks))).toEqual([]);
    for (const { begins } of items) expect(begins.text).toMatch(/^\S+( [^{}\s]+){10,25} …$/);
  });

  it('loaded again at the next start, they never replace what a person wrote', async () => {
    await put('it-is-fixed', `Mine. {{#claim}}{{/claim}}${FOOTER}`);
    await prepareTemplates(whole.db, whole.clock);
    expect((await whole.get<Template>('/api/templates/it-is-fixed')).body).toMatchObject({ version: 2, savedBy: 'admin' });
    expect((await whole.get<Template>('/api/templates/not-this-one')).body.version).toBe(1);
  });
});

describe('a template of one’s own', () => {
  it('is a new version at each change, the same words stay the same version', async () => {
    expect((await put('mine', `About {{theme}}.${FOOTER}`)).body).toMatchObject({ version: 1, title: 'Mine', claims: false });
    expect((await put('mine', `About {{theme}}.${FOOTER}`)).body.version).toBe(1);
    expect((await put('mine', `On {{theme}}.${FOOTER}`, { title: 'My words' })).body).toMatchObject({ version: 2, title: 'My words' });
    expect((await put('mine', `About {{theme}}.${FOOTER}`)).body).toMatchObject({ version: 3, title: 'My words' });
    const { items } = (await whole.get<{ items: Template[] }>('/api/templates')).body;
    expect(items.find(({ name }) => name === 'mine')?.begins).toEqual({ subject: 'About …', text: 'About ….' });
  });

  it('says its problems with rule and remedy, and publishing a flow with it is refused', async () => {
    const { body } = await put('offer', `Get 20 % off today.${FOOTER}`);
    expect(body.problems.filter(({ blocks }) => blocks).map(({ words, remedy }) => [words.length > 0, remedy.length > 0])).toContainEqual([
      true,
      true,
    ]);
    const flow = { name: 'Offers', steps: [{ id: 'tell', kind: 'send-message', config: { template: 'offer', channel: 'email' } }] };
    const made = await whole.post<{ id: string }>('/api/flows', flow);
    expect((await whole.post(`/api/flows/${made.body.id}/publish`, { revision: 1 })).status).toBe(422);
  });

  it('with a name that is none, or a title that is taken, is refused', async () => {
    expect((await put('My Words', `Hello.${FOOTER}`)).status).toBe(422);
    expect((await put('other', `Hello.${FOOTER}`, { title: 'Not this one' })).body.code).toBe('title-taken');
  });
});

describe('rendering for a real customer', () => {
  it('reads as verifying would send it, before anybody verified it, and says that it would hold', async () => {
    const { feedback } = await said(whole, 10, {
      customer: { email: 'rhea@example.com', name: 'Rhea', locale: 'en-GB', timeZone: 'Europe/London' },
    });
    const improvementId = await shipped(whole, 3);
    const { body } = await whole.post<{ text: string; holds: { covers: boolean; words: string } }>(
      '/api/templates/you-asked-we-changed/render',
      {
        feedbackId: feedback,
        improvementId,
      },
    );
    expect(body.text).toContain('Hello Rhea,');
    expect(body.text).toContain('every price includes tax');
    expect(body.holds.covers).toBe(false);
    expect(body.holds.words).toContain('nobody has verified it');
    expect(await whole.db.messages.countDocuments()).toBe(0);
  });

  it('a claim without an improvement is refused rather than rendered with a hole', async () => {
    const { feedback } = await said(whole, 10);
    const { status, body } = await whole.post<{ code: string }>('/api/templates/you-asked-we-changed/render', { feedbackId: feedback });
    expect(status).toBe(422);
    expect(body.code).toBe('cannot-render');
  });

  it('words that are in the fallback language only make the whole message speak it', async () => {
    const { feedback } = await said(whole, 10, { language: 'de', customer: { email: 'uta@example.com', locale: 'de-DE' } });
    const render = (improvementId: string) =>
      whole.post<{ language: string; text: string }>('/api/templates/you-asked-we-changed/render', { feedbackId: feedback, improvementId });
    const plain = await shipped(whole, 3);
    expect((await render(plain)).body.language).toBe('en');
    const both = await shipped(whole, 3, { change: { en: 'every price includes tax', de: 'enthalten alle Preise die Steuer' } });
    const { language, text } = (await render(both)).body;
    expect(language).toBe('de');
    expect(text).toMatch(/enthalten alle Preise die Steuer/i);
  });
});

describe('what a message says', () => {
  it('quotes only where the step allows it and the customer does not forbid it', async () => {
    await published(whole, pricingFlow({}, { quote: true }));
    const text = 'The prices never include the tax';
    const allowed = await said(whole, 10, { text });
    const forbidden = await said(whole, 10, { text, customer: { email: 'shy@example.com', consent: { quote: false } } });
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    const textOf = async (customer: string): Promise<string> => (await whole.db.messages.findOne({ customer }).lean())?.content?.text ?? '';
    expect(await textOf(forbidden.customer)).not.toContain('never include');
    expect((await textOf(allowed.customer)).length).toBeGreaterThan(0);
    const all = await whole.db.messages.find({ state: 'sent' }).lean();
    expect(all.every(({ content }) => content?.text.includes('every price includes tax'))).toBe(true);
  });

  it('chooses other phrasings for the same customer the next time', async () => {
    const more = { customer: { externalId: 'regular', email: 'regular@example.com' } };
    await said(whole, 10, more);
    await whole.settle();
    await verified(whole, await shipped(whole, 2, { title: 'one', change: 'every bill shows tax' }));
    whole.clock.advance(200 * 86_400_000);
    const { customer } = await said(whole, 10, more);
    await whole.db.improvements.deleteMany({});
    await whole.settle();
    await verified(whole, await shipped(whole, 2, { title: 'two', change: 'every bill shows the total' }));
    const [first, second] = await whole.db.messages.find({ customer, state: 'sent' }).sort({ createdAt: 1 }).lean();
    expect(first?.content?.choices?.length).toBeGreaterThan(0);
    const repeated = second?.content?.choices?.filter((choice) => first?.content?.choices?.includes(choice));
    expect(repeated).toEqual([]);
  });
});
