import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Theme {
  key: string;
  feedback: number;
  waiting: number;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  for (const key of ['pricing', 'delivery', 'staff']) await whole.post('/api/themes', { key, name: key });
  await published(whole, pricingFlow());
  for (let one = 0; one < 3; one += 1) await said(whole, 2, { themes: ['pricing'] });
  await said(whole, 2, { themes: ['pricing', 'delivery'], feeling: 'praise' });
  await whole.settle();
});
afterAll(() => whole.close());

describe('themes', () => {
  it('say how much feedback is about them and how many people wait, where that is asked for', async () => {
    const { items } = (await whole.get<{ items: Theme[] }>('/api/themes?figures=true')).body;
    expect(items.map(({ key, feedback, waiting }) => [key, feedback, waiting]).sort()).toEqual([
      ['delivery', 1, 0],
      ['pricing', 4, 3],
      ['staff', 0, 0],
    ]);
    expect((await whole.get('/api/themes')).text).not.toContain('waiting');
    expect((await whole.get<Theme>('/api/themes/pricing')).body).toMatchObject({ key: 'pricing', feedback: 4, waiting: 3 });
    expect((await whole.get('/api/themes/none')).status).toBe(404);
  });

  it('are deleted only while nothing is about them, and what is about them is named', async () => {
    const refused = await whole.ask<{ code: string; detail: string }>('DELETE', '/api/themes/pricing');
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('in-use');
    expect(refused.body.detail).toContain('4 pieces of feedback, the flow “Pricing promises”');
    expect((await whole.ask('DELETE', '/api/themes/delivery')).body).toMatchObject({
      detail: expect.stringContaining('1 piece of feedback.') as string,
    });
    expect((await whole.ask('DELETE', '/api/themes/staff')).status).toBe(204);
    expect((await whole.get('/api/themes/staff')).status).toBe(404);
    expect((await whole.ask('DELETE', '/api/themes/staff')).status).toBe(404);
    const { items } = (await whole.get<{ items: { words: string }[] }>('/api/audit?limit=1')).body;
    expect(items[0]?.words).toBe('admin deleted the theme “staff”.');
  });

  it('stay while only an improvement, or a step of a draft, is about them', async () => {
    await whole.post('/api/themes', { key: 'app', name: 'App' });
    await whole.post('/api/themes', { key: 'bikes', name: 'Bikes' });
    await whole.post('/api/improvements', { themes: ['app'], title: 'A quicker app', change: 'the app opens at once' });
    const wait = { id: 'wait', kind: 'wait-for-improvement', config: { themes: ['bikes'], atMost: 'P30D' } };
    await whole.post('/api/flows', { name: 'About bikes', steps: [wait] });
    expect((await whole.ask('DELETE', '/api/themes/app')).text).toContain('the improvement “A quicker app”');
    expect((await whole.ask('DELETE', '/api/themes/bikes')).text).toContain('the flow “About bikes”');
  });
});

describe('the sentences of a noun', () => {
  const sentences = async (noun: object, name = 'Pricing'): Promise<Record<string, string[]>> => {
    const { body } = await whole.post<{ items: { language: string; sentences: string[] }[] }>('/api/theme-samples', { name, noun });
    return Object.fromEntries(body.items.map((one) => [one.language, one.sentences]));
  };

  it('hold it as messages do: several where there is a plural, else what cannot be counted, else the one', async () => {
    expect(await sentences({ en: { singular: 'price', plural: 'prices' } })).toEqual({
      en: ['You told us about prices.', 'You asked us to look at the price.'],
    });
    expect((await sentences({ en: { singular: 'delivery information', mass: 'delivery information' } }))['en']?.[0]).toBe(
      'You told us about delivery information.',
    );
    expect((await sentences({ en: { singular: 'checkout' } }))['en']?.[0]).toBe('You told us about the checkout.');
  });

  it('are in each of its languages, and hold it alone where we have no sentence of a language', async () => {
    const noun = {
      de: { singular: 'Preis', plural: 'Preise' },
      fr: { singular: 'prix' },
      'es-MX': { singular: 'precio' },
      nl: { singular: 'prijs', plural: 'prijzen' },
    };
    const found = await sentences(noun);
    expect(Object.keys(found)).toEqual(['en', 'de', 'fr', 'es-MX', 'nl']);
    expect(found['de']?.[0]).toBe('Sie haben uns zum Thema Preise geschrieben.');
    expect(found['fr']?.[0]).toContain('prix');
    expect(found['es-MX']?.[0]).toContain('precio');
    expect(found['nl']).toEqual(['… prijzen …', '… prijs …']);
  });

  it('hold the name where there is no noun', async () => {
    expect(await sentences({})).toEqual({ en: ['You told us about Pricing.', 'You asked us to look at Pricing.'] });
  });

  it('store nothing, and are refused for what is no noun', async () => {
    expect((await whole.post('/api/theme-samples', { name: 'Pricing', noun: { en: { plural: 'prices' } } })).status).toBe(422);
    expect((await whole.post('/api/theme-samples', { name: 'Pricing', noun: { 'no language': { singular: 'x' } } })).status).toBe(422);
    expect(await whole.db.themes.countDocuments({ name: 'Pricing' })).toBe(0);
  });
});
