import { z } from 'zod';
import { Condition } from '../../terms/condition.ts';
import { defineKind } from '../kind.ts';
import { conditionWords } from '../words/conditions.ts';
import { pick, say } from '../words/sentence.ts';

const config = z.strictObject({
  if: Condition.meta({ title: 'question' }),
  unknown: z.enum(['no', 'yes']).default('no').meta({ title: 'answer where it is not known' }),
});

export const check = defineKind({
  kind: 'check',
  version: 1,
  title: 'Check something',
  group: 'check',
  config,
  exits: () => [{ name: 'yes' }, { name: 'no' }],
  sentence: ({ if: question, unknown }) => [
    say`Check now whether ${pick('if', question && conditionWords(question, 'their'), 'a question')}; not known counts as ${pick(
      'unknown',
      unknown,
      'yes or no',
    )}.`,
  ],
  lower: (settings) => ({ ...settings }),
  examples: [
    { if: { field: 'customer.attributes.plan', is: ['pro'] }, unknown: 'no' },
    { if: { field: 'feedback.score', from: 0, to: 6 }, unknown: 'yes' },
  ],
});
