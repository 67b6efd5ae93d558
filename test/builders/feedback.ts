import type { FeedbackInput } from '@loopwright/workflows/contract';
import type { z } from 'zod';

/** A feedback as a source sends it. */
export type SentFeedback = z.input<typeof FeedbackInput>;

let count = 0;

/** A complaint about pricing by a customer of its own, unless `more` says otherwise. */
export function aFeedback(more: Partial<SentFeedback> = {}): SentFeedback {
  count += 1;
  return {
    source: 'survey',
    externalId: `f-${String(count)}`,
    text: 'Prices without tax are a trap.',
    themes: ['pricing'],
    feeling: 'complaint',
    customer: { externalId: `c-${String(count)}`, email: `c${String(count)}@example.com` },
    ...more,
  };
}
