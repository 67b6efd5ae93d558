import type { Run } from '../../engine/step-context.ts';
import type { TimeRule } from '../../ports.ts';

export const run: Run = async (step) => {
  const { rule } = step.config as unknown as { rule: TimeRule };
  const outcome = await step.park({ what: 'time', rule });
  return 'left' in outcome ? outcome : { exit: 'next' };
};
