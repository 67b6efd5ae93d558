import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { placeOf } from '../words/names.ts';
import { pick, say } from '../words/sentence.ts';
import { WEEKDAYS, spanWords } from '../words/spans.ts';

const config = z
  .strictObject({
    for: Span.optional().meta({ title: 'length' }),
    until: z
      .strictObject({
        weekday: z.int('a weekday is 1 for Monday to 7 for Sunday').min(1).max(7),
        time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as 09:00'),
      })
      .optional()
      .meta({ title: 'weekday and time' }),
  })
  .refine((wait) => (wait.for === undefined) !== (wait.until === undefined), 'give either a length of time, or a weekday and a time');

export const wait = defineKind({
  kind: 'wait',
  version: 1,
  title: 'Wait a while',
  group: 'wait',
  config,
  exits: () => [],
  sentence: ({ for: length, until }, { zone }) =>
    until === undefined
      ? [say`Wait ${pick('for', length && spanWords(length), 'how long')}.`]
      : [
          say`Wait until the next ${pick('until.weekday', WEEKDAYS[until.weekday - 1], 'a weekday')} ${pick(
            'until.time',
            until.time,
            'a time',
          )} in the customer's time (${placeOf(zone)} where unknown), today if still ahead.`,
        ],
  lower: ({ for: length, until }) => ({ rule: length === undefined ? { ...until } : { forMs: milliseconds(length) } }),
  examples: [{ for: 'P3D' }, { until: { weekday: 2, time: '09:00' } }, { for: 'PT4H' }, { until: { weekday: 5, time: '17:30' } }],
});
