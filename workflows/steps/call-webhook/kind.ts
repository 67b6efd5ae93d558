import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { Key } from '../../terms/key.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { nameOf } from '../words/names.ts';
import { named } from '../words/quoted.ts';
import { listSentences, listed, pick, say } from '../words/sentence.ts';
import { counted, spanWords } from '../words/spans.ts';
import { CallField, fieldWords } from './fields.ts';

const LONGEST_INLINE = 12;

const config = z.strictObject({
  connection: Key.meta({ title: 'connection' }),
  fields: z.array(CallField).max(50).default(['feedback.themes', 'customer.externalId']).meta({ title: 'fields' }),
  tryFor: Span.default('PT1H').meta({ title: 'time to try' }),
  keepAs: Key.refine((name) => !name.includes('.'), 'a name to keep it as has no dots')
    .optional()
    .meta({ title: 'name for its answer' }),
});

export const callWebhook = defineKind({
  kind: 'call-webhook',
  version: 1,
  title: 'Call another system',
  group: 'tell',
  config,
  exits: () => [{ name: 'answered' }, { name: 'failed' }],
  sentence: ({ connection, fields, tryFor, keepAs }, words) => {
    const names = fields?.map(fieldWords) ?? [];
    const long = names.length > LONGEST_INLINE;
    const what = long
      ? pick('fields', counted(names.length, 'field'), '')
      : names.length > 0
        ? listed('fields', names)
        : pick('fields', fields && 'nothing but its number', 'fields');
    const call = say`Call ${pick('connection', connection && nameOf(words, 'connections', connection), 'a connection')} with ${what}, trying for ${pick(
      'tryFor',
      tryFor && spanWords(tryFor),
      'how long',
    )}${keepAs && say`, and keep its answer as ${pick('keepAs', named(keepAs), 'a name')}`}.`;
    return long ? [call, ...listSentences('fields', 'The fields', names)] : [call];
  },
  uses: ({ connection }) => ({ connections: [connection] }),
  lower: ({ tryFor, keepAs, ...rest }) => ({ ...rest, tryForMs: milliseconds(tryFor), keepAs: keepAs ?? null }),
  examples: [
    { connection: 'crm', fields: ['feedback.themes', 'customer.externalId'], tryFor: 'PT1H' },
    { connection: 'billing-system', fields: ['feedback.text'], tryFor: 'PT10M', keepAs: 'ticket' },
  ],
});
