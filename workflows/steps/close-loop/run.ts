import type { Run } from '../../engine/step-context.ts';
import type { ClosedAs } from '../../terms/loop.ts';

/** Whether the customer was truthfully answered is decided by whoever stores the end. */
export const run: Run = (step) => {
  const { as } = step.config as { as: ClosedAs };
  return Promise.resolve({ exit: 'end', ending: { end: 'closed', as } });
};
