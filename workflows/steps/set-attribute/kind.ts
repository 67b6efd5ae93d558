import { z } from 'zod';
import { AttributeKey } from '../../terms/key.ts';
import { defineKind } from '../kind.ts';
import { quoted } from '../words/quoted.ts';
import { pick, say } from '../words/sentence.ts';

const config = z.strictObject({
  on: z.enum(['customer', 'feedback']).default('customer').meta({ title: 'what it is noted on' }),
  key: AttributeKey.meta({ title: 'name' }),
  value: z.union([z.string().trim().min(1).max(500), z.number(), z.boolean()]).meta({ title: 'value' }),
  replace: z.boolean().default(true).meta({ title: 'replacing' }),
});

export const setAttribute = defineKind({
  kind: 'set-attribute',
  version: 1,
  title: 'Note something',
  group: 'ask',
  config,
  exits: () => [],
  sentence: ({ on, key, value, replace }) => [
    say`Note on the ${pick('on', on, 'customer or feedback')} that ${pick('key', key && quoted(key), 'a name')} is ${pick(
      'value',
      value === undefined ? undefined : typeof value === 'string' ? quoted(value) : String(value),
      'a value',
    )}, ${pick('replace', replace === undefined ? undefined : replace ? 'replacing what was there' : 'unless there is something', '')}.`,
  ],
  lower: (settings) => ({ ...settings }),
  examples: [
    { on: 'customer', key: 'called', value: true, replace: true },
    { on: 'feedback', key: 'main thing', value: 'price', replace: false },
  ],
});
