import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { Locale } from '../../terms/instant.ts';
import { Key } from '../../terms/key.ts';
import { Channel } from '../../terms/message.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { languageWords } from '../words/languages.ts';
import { nameOf, titleOf } from '../words/names.ts';
import { named, quoted } from '../words/quoted.ts';
import { listSentences, pick, say } from '../words/sentence.ts';
import { spanWords } from '../words/spans.ts';

const RESERVED = ['timed-out', 'withheld'];

/** One answer in the words of its button, which is also the name of its exit. */
const Answer = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^.$]+$/u, 'an answer has no dot or dollar sign')
  .refine((text) => !RESERVED.includes(text), 'this word is reserved');

const config = z.strictObject({
  template: Key.meta({ title: 'question' }),
  channel: Channel.meta({ title: 'channel' }),
  as: z.string().trim().min(1).max(120).optional().meta({ title: 'sender' }),
  fallback: Locale.default('en').meta({ title: 'fallback language' }),
  answers: z
    .array(Answer)
    .min(2, 'give at least two answers')
    .max(10)
    .refine((all) => new Set(all).size === all.length, 'two answers are the same')
    .meta({ title: 'answers' }),
  asTheme: z.boolean().default(false).meta({ title: 'the answer becoming the theme' }),
  unlessWithin: Span.default('P180D').meta({ title: 'time an answer stays known' }),
  atMost: Span.default('P14D').meta({ title: 'limit' }),
});

export const askQuestion = defineKind({
  kind: 'ask-question',
  version: 1,
  title: 'Ask the customer',
  group: 'ask',
  config,
  exits: ({ answers }) => [
    ...(answers ?? []).map((name) => ({ name })),
    { name: 'timed-out' },
    { name: 'withheld', missing: 'not-told' as const },
  ],
  sentence: ({ template, channel, as, fallback, answers, asTheme, unlessWithin, atMost }, words) => {
    const sender = `${as ? named(as) : 'the usual sender'}${words.brand ? `, ${nameOf(words, 'brands', words.brand)}` : ''}`;
    return [
      say`Ask the customer ${pick('template', template && titleOf(words, template), 'a question')} by ${pick(
        'channel',
        channel,
        'a channel',
      )} as ${pick('as', sender, 'a sender')}, in their language, else ${pick(
        'fallback',
        fallback && languageWords(fallback),
        'a language',
      )}, unless asked or known within ${pick('unlessWithin', unlessWithin && spanWords(unlessWithin), 'how long')}, for at most ${pick(
        'atMost',
        atMost && spanWords(atMost),
        'a limit',
      )}.`,
      ...(answers
        ? listSentences('answers', 'The answers', answers.map(quoted))
        : [say`The answers: ${pick('answers', undefined, 'answers')}.`]),
      ...(asTheme
        ? [say`What they answer ${pick('asTheme', 'becomes the theme, as said by them', '')}, and the flows of that theme go on.`]
        : []),
    ];
  },
  uses: ({ template }) => ({ templates: [template] }),
  lower: ({ as, asTheme, unlessWithin, atMost, ...rest }) => ({
    ...rest,
    ...(asTheme ? { asTheme } : {}),
    as: as ?? null,
    quote: false,
    unlessWithinMs: milliseconds(unlessWithin),
    atMostMs: milliseconds(atMost),
    tryForMs: milliseconds(atMost),
  }),
  examples: [
    { template: 'what-was-the-main-thing', channel: 'email', answers: ['Price', 'Delivery'] },
    {
      template: 'did-it-arrive',
      channel: 'webhook',
      as: 'Ana',
      fallback: 'de',
      answers: ['Yes', 'No', 'Not yet'],
      asTheme: true,
      unlessWithin: 'P30D',
      atMost: 'P7D',
    },
  ],
});
