import { z } from 'zod';
import { defineKind } from '../kind.ts';
import { pick, say } from '../words/sentence.ts';

export const stop = defineKind({
  kind: 'stop',
  version: 1,
  title: 'End unanswered',
  group: 'end',
  config: z.strictObject({ reason: z.string().trim().min(1).max(300).meta({ title: 'reason' }) }),
  exits: () => [],
  ends: true,
  sentence: ({ reason }) => [say`End here, unanswered, because ${pick('reason', reason, 'a reason')}.`],
  lower: (settings) => ({ ...settings }),
  examples: [{ reason: 'nothing changed in time' }, { reason: 'they left' }],
});
