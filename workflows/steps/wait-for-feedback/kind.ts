import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { ScoreKind } from '../../terms/feedback.ts';
import { Key } from '../../terms/key.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { nameOf } from '../words/names.ts';
import { counted, spanWords } from '../words/spans.ts';
import { listSentences, listed, pick, say } from '../words/sentence.ts';
import type { Part, Sentence } from '../words/sentence.ts';

const MOST_INLINE = 3;
const SCORES: Readonly<Record<ScoreKind, string>> = { nps: 'NPS', csat: 'CSAT', stars: 'stars' };

const config = z.strictObject({
  score: ScoreKind.meta({ title: 'score' }),
  sources: z.array(Key).min(1).max(50).optional().meta({ title: 'sources' }),
  themes: z.array(Key).min(1).max(50).optional().meta({ title: 'themes' }),
  atMost: Span.default('P60D').meta({ title: 'limit' }),
  by: z.number().min(0.5, 'better is by at least 0.5').max(10).default(1).meta({ title: 'how much better' }),
  without: z.number().min(0).max(10).default(9).meta({ title: 'what is better where no score opened the loop' }),
});

export const waitForFeedback = defineKind({
  kind: 'wait-for-feedback',
  version: 1,
  title: 'Wait for their next score',
  group: 'wait',
  config,
  exits: () => [{ name: 'better' }, { name: 'same-or-worse' }, { name: 'timed-out' }],
  sentence: ({ score, sources, themes, atMost, by, without }, words) => {
    const lists = [
      { path: 'sources', before: 'in', one: 'source', title: 'The sources', items: sources?.map((key) => nameOf(words, 'sources', key)) },
      { path: 'themes', before: 'about', one: 'theme', title: 'The themes', items: themes?.map((key) => nameOf(words, 'themes', key)) },
    ];
    const inline = lists.map(({ path, before, one, items }): Part[] | undefined => {
      if (!items) return undefined;
      return say` ${before} ${items.length > MOST_INLINE ? pick(path, counted(items.length, one), '') : listed(path, items)}`;
    });
    const long = lists.flatMap(({ path, title, items }): Sentence[] =>
      items && items.length > MOST_INLINE ? listSentences(path, title, items) : [],
    );
    return [
      say`Wait for their next ${pick('score', score && SCORES[score], 'a score')}${inline[0]}${inline[1]}, for at most ${pick(
        'atMost',
        atMost && spanWords(atMost),
        'a limit',
      )}, against the score that opened this loop: better is by ${pick('by', by === undefined ? undefined : String(by), 'how much')} or more.`,
      ...long,
      say`Where no such score opened it, ${pick('without', without === undefined ? undefined : String(without), 'a score')} or more is better.`,
    ];
  },
  uses: ({ themes }) => (themes ? { themes } : {}),
  lower: ({ score, sources, themes, atMost, by, without }) => ({
    score,
    sources: sources ?? null,
    themes: themes ?? null,
    atMostMs: milliseconds(atMost),
    by,
    without,
  }),
  examples: [
    { score: 'nps', sources: ['survey'], themes: ['delivery'], atMost: 'P60D', by: 1, without: 9 },
    { score: 'csat', sources: ['app'], themes: ['pricing', 'billing'], atMost: 'P30D', by: 2, without: 4 },
    { score: 'stars' },
  ],
});
