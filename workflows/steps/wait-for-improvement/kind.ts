import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { Key } from '../../terms/key.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { nameOf } from '../words/names.ts';
import { listSentences, listed, pick, say } from '../words/sentence.ts';
import type { Part } from '../words/sentence.ts';
import { counted, spanWords } from '../words/spans.ts';

const LONGEST_INLINE = 6;

const config = z.strictObject({
  themes: z
    .union([z.literal('same'), z.array(Key).min(1).max(200)])
    .default('same')
    .meta({ title: 'themes' }),
  atMost: Span.nullable().default('P90D').meta({ title: 'limit' }),
  countedFrom: z.enum(['here', 'spoke']).default('here').meta({ title: 'start of the limit' }),
});

export const waitForImprovement = defineKind({
  kind: 'wait-for-improvement',
  version: 1,
  title: 'Wait for an improvement',
  group: 'wait',
  config,
  exits: () => [
    { name: 'verified', puts: 'verified', empty: 'blocks' },
    { name: 'declined', title: 'declined (we decided against it)', puts: 'declined', empty: 'warns' },
    { name: 'timed-out', empty: 'warns' },
  ],
  sentence: ({ themes, atMost, countedFrom }, words) => {
    const names = Array.isArray(themes) ? themes.map((key) => nameOf(words, 'themes', key)) : [];
    const long = names.length > LONGEST_INLINE;
    const which: Part[] =
      themes === 'same' || themes === undefined
        ? [pick('themes', themes && 'the theme that let them in', 'themes')]
        : say`any of ${long ? pick('themes', counted(names.length, 'theme'), 'themes') : listed('themes', names)}`;
    const limit =
      atMost === null
        ? pick('atMost', 'however long it takes', 'a limit')
        : say`for at most ${pick('atMost', atMost && spanWords(atMost), 'a limit')} counted from ${pick(
            'countedFrom',
            countedFrom && (countedFrom === 'spoke' ? 'when they spoke' : 'here'),
            'a start',
          )}`;
    const wait = say`Wait until an improvement to ${which} that shipped after they spoke is verified for them, ${limit}.`;
    return long ? [wait, ...listSentences('themes', 'The themes waited for', names)] : [wait];
  },
  uses: ({ themes }) => (themes === 'same' ? {} : { themes }),
  waitsFor: ({ themes }) => themes,
  lower: ({ themes, atMost, countedFrom }) => ({
    themes,
    atMostMs: atMost === null ? null : milliseconds(atMost),
    countedFrom: atMost === null ? 'here' : countedFrom,
  }),
  examples: [
    { themes: 'same', atMost: 'P90D', countedFrom: 'here' },
    { themes: ['pricing', 'billing'], atMost: 'P30D', countedFrom: 'spoke' },
    { themes: ['pricing'], atMost: null },
  ],
});
