import { z } from 'zod';
import { ClosedAs } from '../../terms/loop.ts';
import { defineKind } from '../kind.ts';
import { pick, say } from '../words/sentence.ts';

const AS: Readonly<Record<ClosedAs, string>> = {
  told: 'told',
  confirmed: 'confirmed by them',
  'answered-by-a-person': 'answered by a person',
};

const MEANINGS: Readonly<Record<ClosedAs, string>> = {
  told: 'they have had a message about it; nobody asked them whether it works for them',
  confirmed: 'they said themselves that it works for them now',
  'answered-by-a-person': 'a colleague has answered them in person',
};

export const closeLoop = defineKind({
  kind: 'close-loop',
  version: 1,
  title: 'Close the loop',
  group: 'end',
  config: z.strictObject({ as: ClosedAs.default('told').meta({ title: 'way it closes', meanings: MEANINGS }) }),
  exits: () => [],
  ends: true,
  sentence: ({ as }) => [say`Close the loop as ${pick('as', as && AS[as], 'how')}; if they were not told, end it as not told.`],
  lower: (settings) => ({ ...settings }),
  examples: [{ as: 'told' }, { as: 'confirmed' }, { as: 'answered-by-a-person' }],
});
