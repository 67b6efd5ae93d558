import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { Who } from '../../terms/who.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { usesOf, whoIs } from '../words/names.ts';
import { pick, say } from '../words/sentence.ts';
import { spanWords } from '../words/spans.ts';

const config = z.strictObject({
  approver: Who.meta({ title: 'approver' }),
  standIn: Who.optional().meta({ title: 'stand-in' }),
  standInAfter: Span.default('P1D').meta({ title: 'time until the stand-in may' }),
  covers: z.enum(['each', 'one-text']).default('each').meta({ title: 'what is approved' }),
  notAuthor: z.boolean().default(false).meta({ title: 'somebody other than the author' }),
  atMost: Span.default('P3D').meta({ title: 'limit' }),
});

/** The message that comes next waits for somebody's yes. No answer is not a yes. */
export const askApproval = defineKind({
  kind: 'ask-approval',
  version: 1,
  title: 'Ask somebody to approve',
  group: 'ask',
  config,
  exits: () => [{ name: 'approved' }, { name: 'declined', missing: 'not-told' }, { name: 'timed-out', missing: 'not-told' }],
  sentence: ({ approver, standIn, standInAfter, covers, notAuthor, atMost }, words) => [
    say`Ask ${pick('approver', approver && whoIs(words, approver), 'somebody')}${
      standIn &&
      say`, or ${pick('standIn', whoIs(words, standIn), 'somebody')} after ${pick(
        'standInAfter',
        standInAfter && spanWords(standInAfter),
        'how long',
      )},`
    } to approve ${pick(
      'covers',
      covers && (covers === 'each' ? 'the next message for each customer' : 'one text for all of them'),
      'what',
    )}${notAuthor && say`, ${pick('notAuthor', 'not its author', '')}`}, for at most ${pick(
      'atMost',
      atMost && spanWords(atMost),
      'a limit',
    )}; unanswered is not sent.`,
  ],
  uses: ({ approver, standIn }) => {
    const all = [approver, ...(standIn ? [standIn] : [])].map(usesOf);
    return {
      teams: all.flatMap((one) => ('teams' in one ? one.teams : [])),
      people: all.flatMap((one) => ('people' in one ? one.people : [])),
    };
  },
  lower: ({ approver, standIn, standInAfter, covers, notAuthor, atMost }) => ({
    approver,
    standIn: standIn ? { who: standIn, afterMs: milliseconds(standInAfter) } : null,
    covers,
    notAuthor,
    atMostMs: milliseconds(atMost),
  }),
  examples: [
    { approver: { person: 'maya' }, standIn: { person: 'tom' }, standInAfter: 'P1D', covers: 'each', notAuthor: false, atMost: 'P3D' },
    {
      approver: { team: 'pricing' },
      standIn: { team: 'support' },
      standInAfter: 'PT2H',
      covers: 'one-text',
      notAuthor: true,
      atMost: 'P7D',
    },
    { approver: { person: 'maya' } },
  ],
});
