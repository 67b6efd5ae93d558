import type { Feeling } from '@loopwright/workflows/contract';
import type { FeedbackDoc, TagDoc } from './feedback.schema.ts';

/** What nobody has said yet of a feedback. */
export const needsOf = (tags: readonly TagDoc[], feeling: Feeling | null): FeedbackDoc['needs'] => [
  ...(tags.length === 0 ? (['theme'] as const) : []),
  ...(feeling === null ? (['feeling'] as const) : []),
];
