import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { Who } from '../../terms/who.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { usesOf, whoIs } from '../words/names.ts';
import { quoted } from '../words/quoted.ts';
import { pick, say } from '../words/sentence.ts';
import { counted, spanWords } from '../words/spans.ts';

const config = z.strictObject({
  owner: Who.meta({ title: 'owner' }),
  text: z.string().trim().min(1).max(2000).meta({ title: 'task' }),
  dueIn: z.int().min(1).max(365).default(2).meta({ title: 'working days until it is due' }),
  goOn: z.enum(['now', 'done']).default('now').meta({ title: 'time to go on' }),
  atMost: Span.default('P5D').meta({ title: 'limit' }),
});

/** One that goes on at once does not learn what becomes of the task, so it has no exits. */
export const assign = defineKind({
  kind: 'assign',
  version: 1,
  title: 'Give somebody a task',
  group: 'ask',
  config,
  exits: ({ goOn }) => (goOn === 'now' ? [] : [{ name: 'done' }, { name: 'not-done' }]),
  sentence: ({ owner, text, dueIn, goOn, atMost }, words) => [
    say`Give ${pick('owner', owner && whoIs(words, owner), 'somebody')} the task ${pick('text', text && quoted(text), 'a task')}, due in ${pick(
      'dueIn',
      dueIn === undefined ? undefined : counted(dueIn, 'working day'),
      'how many working days',
    )}, and ${pick('goOn', goOn && (goOn === 'now' ? 'go on' : 'wait for it'), 'go on or wait')}${
      goOn === 'done' ? say`, for at most ${pick('atMost', atMost && spanWords(atMost), 'a limit')}` : ''
    }.`,
  ],
  uses: ({ owner }) => usesOf(owner),
  lower: ({ owner, text, dueIn, goOn, atMost }) => ({ owner, text, dueIn, atMostMs: goOn === 'now' ? null : milliseconds(atMost) }),
  examples: [
    { owner: { team: 'support' }, text: 'Put this one right', dueIn: 2, goOn: 'done', atMost: 'P5D' },
    { owner: { person: 'ana' }, text: 'Plan it or decline it', dueIn: 5, goOn: 'done', atMost: 'P10D' },
    { owner: { team: 'support' }, text: 'Call them', dueIn: 1 },
  ],
});
