import { z } from 'zod';
import { quoted } from '../words/quoted.ts';

/** What a call may carry beside its ids, and how people name it. */
const FIELDS: Readonly<Record<string, string>> = {
  'customer.externalId': 'customer number',
  'customer.name': 'customer name',
  'customer.email': 'customer address',
  'customer.locale': 'customer locale',
  'customer.timeZone': 'customer time zone',
  'feedback.themes': 'theme',
  'feedback.feeling': 'feeling',
  'feedback.text': 'what they said',
  'feedback.score': 'score',
  'feedback.event': 'event',
  'feedback.occurredAt': 'when they spoke',
  'feedback.source': 'source',
  'feedback.externalId': 'feedback number',
  'feedback.language': 'language',
  'feedback.brand': 'brand',
  'improvement.id': 'improvement number',
  'improvement.title': 'improvement title',
  'improvement.change': 'what changed',
};

/** Every field beside the attributes. */
export const CALL_FIELDS: readonly string[] = Object.keys(FIELDS);

const ATTRIBUTE = /^(customer|feedback)\.attributes\.([^.$\s][^.$]*)$/;

export const CallField = z
  .string()
  .max(200)
  .refine(
    (field) => Object.hasOwn(FIELDS, field) || ATTRIBUTE.test(field),
    `a field is one of ${CALL_FIELDS.join(', ')}, customer.attributes.…, feedback.attributes.…`,
  );

export function fieldWords(field: string): string {
  const [, side = '', name = ''] = ATTRIBUTE.exec(field) ?? [];
  return (Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined) ?? `${side}'s ${quoted(name)}`;
}
