import type { FlowInput, Step } from '@loopwright/workflows/contract';
import type { Whole } from '../harness/whole.ts';
import { aFeedback } from './feedback.ts';
import type { SentFeedback } from './feedback.ts';

export const DAY = 86_400_000;

const tell = (id: string, template: string, config: Record<string, unknown> = {}): Step => ({
  id,
  kind: 'send-message',
  config: { template, channel: 'email', ...config },
});
const close = (id: string): Step => ({ id, kind: 'close-loop', config: {} });

/** Wait for an improvement to the theme; tell; close. Decided against: say so; close. Passed: stop. */
export const pricingFlow = (more: Partial<FlowInput> = {}, message: Record<string, unknown> = {}): FlowInput => ({
  name: 'Pricing promises',
  entry: { themes: ['pricing'], feelings: ['complaint'] },
  steps: [
    {
      id: 'wait',
      kind: 'wait-for-improvement',
      config: { themes: 'same', atMost: 'P90D' },
      exits: {
        verified: [tell('tell', 'you-asked-we-changed', message), close('done')],
        declined: [tell('no', 'not-this-one'), close('heard')],
        'timed-out': [{ id: 'end', kind: 'stop', config: { reason: 'nothing changed in time' } }],
      },
    },
  ],
  ...more,
});

const NOUNS: Record<string, object> = {
  pricing: { en: { singular: 'price', plural: 'prices', mass: 'pricing' }, de: { singular: 'Preis', plural: 'Preise' } },
  delivery: { en: { singular: 'delivery', plural: 'deliveries', mass: 'delivery' } },
};

export async function someThemes(whole: Whole): Promise<void> {
  for (const [key, noun] of Object.entries(NOUNS)) await whole.post('/api/themes', { key, name: key, noun });
}

export async function published(whole: Whole, flow: FlowInput, more: Record<string, unknown> = { hold: false }): Promise<string> {
  const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', flow);
  const answer = await whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision, ...more });
  if (answer.status !== 200) throw new Error(answer.text);
  return body.id;
}

/** A complaint some days ago; answers with our id of the customer. */
export async function said(
  whole: Whole,
  daysAgo: number,
  more: Partial<SentFeedback> = {},
): Promise<{ customer: string; feedback: string }> {
  const occurredAt = new Date(whole.clock.now().getTime() - daysAgo * DAY).toISOString();
  const sent = aFeedback({ occurredAt, language: 'en', ...more });
  const answer = await whole.post<{ ids: string[] }>('/api/feedback', sent);
  const [id] = answer.body.ids;
  if (!id) throw new Error(answer.text);
  const doc = await whole.db.feedback.findById(id).lean();
  return { customer: doc?.customer ?? '', feedback: id };
}

/** Recorded and shipped some days ago. */
export async function shipped(whole: Whole, daysAgo: number, more: Record<string, unknown> = {}): Promise<string> {
  const input = {
    themes: ['pricing'],
    title: 'prices without tax',
    change: 'every price includes tax',
    owner: 'Maya Lind, pricing',
    ...more,
  };
  const { body } = await whole.post<{ id: string }>('/api/improvements', input);
  const shippedAt = new Date(whole.clock.now().getTime() - daysAgo * DAY).toISOString();
  await whole.post(`/api/improvements/${body.id}/ship`, { shippedAt });
  return body.id;
}

export async function verified(whole: Whole, id: string, more: Record<string, unknown> = {}): Promise<void> {
  const answer = await whole.post(`/api/improvements/${id}/verify`, { evidence: 'Looked at 60 pages.', ...more });
  if (answer.status !== 200) throw new Error(answer.text);
  await whole.settle();
}
