import type { Run } from '../../engine/step-context.ts';

export const run: Run = (step) => {
  const { reason } = step.config as { reason: string };
  return Promise.resolve({ exit: 'end', ending: { end: 'ended', code: 'stop-step', reason } });
};
