import type { FeedbackDoc } from './feedback.schema.ts';

export type ShownFeedback = ReturnType<typeof shownFeedback>;

/** A feedback as the API shows it; `needs` says what is still open, `stuck` why it does not go on. */
export function shownFeedback(doc: FeedbackDoc) {
  return {
    id: doc._id,
    source: doc.source,
    externalId: doc.externalId.startsWith('erased:') ? null : doc.externalId,
    text: doc.text,
    score: doc.score,
    scoreKind: doc.scoreKind,
    event: doc.event,
    occurredAt: doc.occurredAt,
    receivedAt: doc.receivedAt,
    language: doc.language,
    brand: doc.brand,
    attributes: doc.attributes,
    customerId: doc.customer,
    tags: doc.tags,
    feeling: doc.feeling,
    stage: doc.stage,
    needs: doc.needs,
    history: doc.history,
    demo: doc.demo,
    ...(doc.stage === 'stuck' ? { stuck: { code: doc.failure, failures: doc.failures } } : {}),
  };
}
