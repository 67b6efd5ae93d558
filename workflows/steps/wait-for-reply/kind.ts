import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { Key } from '../../terms/key.ts';
import { Who } from '../../terms/who.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { titleOf, usesOf, whoIs } from '../words/names.ts';
import { pick, say } from '../words/sentence.ts';
import { counted, spanWords } from '../words/spans.ts';

const config = z.strictObject({
  to: Key.meta({ title: 'message' }),
  reader: Who.meta({ title: 'reader' }),
  readIn: z.int().min(1).max(365).default(1).meta({ title: 'working days until it is read' }),
  atMost: Span.default('P14D').meta({ title: 'limit' }),
});

export const waitForReply = defineKind({
  kind: 'wait-for-reply',
  version: 1,
  title: 'Wait for their answer',
  group: 'wait',
  config,
  exits: () => [
    { name: 'satisfied', title: 'satisfied (it works)' },
    { name: 'not-fixed', title: 'not-fixed (still not)' },
    { name: 'not-what-i-said', title: 'not-what-i-said (they meant something else)' },
    { name: 'other' },
    { name: 'timed-out' },
  ],
  sentence: ({ to, reader, readIn, atMost }, words) => [
    say`Wait for their answer to ${pick('to', to && titleOf(words, to), 'a message')}, for at most ${pick(
      'atMost',
      atMost && spanWords(atMost),
      'a limit',
    )}; the link they press decides, ${pick('reader', reader && whoIs(words, reader), 'somebody')} reads the rest within ${pick(
      'readIn',
      readIn === undefined ? undefined : counted(readIn, 'working day'),
      'how many working days',
    )}.`,
  ],
  uses: ({ reader }) => usesOf(reader),
  lower: ({ to, reader, readIn, atMost }) => ({ to, reader, readIn, atMostMs: milliseconds(atMost) }),
  examples: [
    { to: 'it-is-fixed', reader: { person: 'ana' }, readIn: 1, atMost: 'P14D' },
    { to: 'not-forgotten', reader: { team: 'support' }, readIn: 3, atMost: 'P7D' },
  ],
});
