import type { Identified } from '../customers/identity.ts';
import type { SourceDoc } from '../sources/source.schema.ts';
import { newId } from '../storage/ids.ts';
import type { FeedbackDoc } from './feedback.schema.ts';
import { needsOf } from './needs.ts';
import type { Row } from './row.ts';

/** The document of a feedback that came in. What a trusted source says of themes and feeling stands; else a person is to look. */
export function newFeedback(
  input: Row['input'],
  who: Identified,
  source: SourceDoc,
  manner: { demo: boolean; history: boolean },
  now: Date,
): FeedbackDoc {
  const confirmed = source.trust === 'confirmed';
  const tags = [...new Set(input.themes ?? [])].map((theme) => ({ theme, by: 'source' as const, confirmed }));
  const feeling = input.feeling ?? null;
  return {
    _id: newId(),
    source: input.source,
    externalId: input.externalId,
    text: input.text ?? null,
    score: input.score ?? null,
    scoreKind: input.scoreKind ?? null,
    event: input.event ?? null,
    occurredAt: input.occurredAt,
    receivedAt: now,
    language: input.language ?? null,
    brand: input.brand ?? source.brand,
    attributes: input.attributes ?? {},
    ...who,
    tags,
    feeling,
    feelingConfirmed: feeling !== null && confirmed,
    stage: 'received',
    pending: true,
    admitted: [],
    needs: needsOf(tags, feeling),
    history: manner.history,
    demo: manner.demo,
    lease: null,
    leaseUntil: null,
    failures: 0,
    failure: null,
  };
}
