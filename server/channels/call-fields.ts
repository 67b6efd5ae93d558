import type { LoopFacts } from '../loops/facts.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';

type Facts = LoopFacts & { improvement: ImprovementDoc | null };
type Read = (facts: Facts) => unknown;

const READS: Readonly<Record<string, Read>> = {
  'customer.externalId': ({ customer }) => customer.externalId,
  'customer.name': ({ customer }) => customer.name,
  'customer.email': ({ customer }) => customer.emails[0],
  'customer.locale': ({ customer }) => customer.locale,
  'customer.timeZone': ({ customer }) => customer.timeZone,
  'feedback.themes': ({ loop }) => loop.themes,
  'feedback.feeling': ({ feedback }) => feedback.feeling,
  'feedback.text': ({ feedback }) => feedback.text,
  'feedback.score': ({ feedback }) => feedback.score,
  'feedback.event': ({ feedback }) => feedback.event,
  'feedback.occurredAt': ({ feedback }) => feedback.occurredAt,
  'feedback.source': ({ feedback }) => feedback.source,
  'feedback.externalId': ({ feedback }) => feedback.externalId,
  'feedback.language': ({ feedback }) => feedback.language,
  'feedback.brand': ({ feedback }) => feedback.brand,
  'improvement.id': ({ improvement }) => improvement?._id,
  'improvement.title': ({ improvement }) => improvement?.title,
  'improvement.change': ({ improvement }) => improvement?.change,
};

function read(field: string, facts: Facts): unknown {
  if (Object.hasOwn(READS, field)) return READS[field]?.(facts);
  const [side, , name = ''] = field.split('.');
  const { attributes } = side === 'customer' ? facts.customer : facts.feedback;
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** The chosen fields by their names; what is not known is null. */
export const fieldsOf = (fields: readonly string[], facts: Facts): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field, read(field, facts) ?? null]));
