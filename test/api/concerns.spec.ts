import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowInput } from '@loopwright/workflows/contract';
import { step } from '../builders/steps.ts';
import { pricingFlow, published, said, someThemes } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Concerns {
  items: { step: string | null; people: number | null; words: string }[];
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  for (const [at, plan] of ['pro', 'pro', 'basic', null].entries())
    await said(whole, 3, {
      customer: { externalId: `C-${String(at)}`, email: `c${String(at)}@example.com`, ...(plan ? { attributes: { plan } } : {}) },
    });
  await whole.settle();
});
afterAll(() => whole.close());

const concerns = async (flow: FlowInput, id: string | null = null): Promise<Concerns['items']> =>
  (await whole.post<Concerns>('/api/flows/concerns', { flow, id })).body.items;
const isPro = { field: 'customer.attributes.plan', is: ['pro'] };

describe('whom a draft concerns', () => {
  it('is nobody but its own where no other flow runs', async () => {
    expect(await concerns(pricingFlow())).toEqual([]);
  });

  it('is said of each check, for the people whom the flow lets in', async () => {
    const [first] = await concerns(pricingFlow({ steps: [step('check', { if: isPro, unknown: 'no' })] }));
    expect(first).toEqual({ step: 'check', people: 2, words: 'True for 2 of the 4 people whom this lets in, not known of 1.' });
  });

  it('is said of people who are also in a flow that runs, and of no draft, nor of itself', async () => {
    const refunds = await published(whole, pricingFlow({ name: 'Refunds', entry: { themes: ['pricing'], onlyIf: isPro } }));
    await whole.post('/api/flows', pricingFlow({ name: 'Only a draft' }));
    expect(await concerns(pricingFlow())).toEqual([
      {
        step: null,
        people: 2,
        words: '2 of the 4 people whom this lets in are also in “Refunds”. Who is in both hears of an improvement once.',
      },
    ]);
    expect(await concerns(pricingFlow(), refunds)).toEqual([]);
  });

  it('are flows that read what a step notes', async () => {
    const noting = pricingFlow({ entry: { themes: ['delivery'] }, steps: [step('set-attribute', { key: 'plan', value: 'pro' })] });
    expect(await concerns(noting)).toEqual([{ step: 'set-attribute', people: null, words: 'Read by 1 other flow: “Refunds”.' }]);
    const other = pricingFlow({ entry: { themes: ['delivery'] }, steps: [step('set-attribute', { key: 'planet', value: 'pro' })] });
    expect(await concerns(other)).toEqual([]);
  });
});
