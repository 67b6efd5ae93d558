import { saidOr } from '../../engine/asked.ts';
import type { Run } from '../../engine/step-context.ts';

/** Whoever has the task says what became of it; nobody saying so in time is not done. */
export const run: Run = async (step) => {
  const { atMostMs } = step.config as { atMostMs: number | null };
  const given = await step.decide();
  if (!('exit' in given) || given.about === undefined || atMostMs === null) return given;
  const { about } = given;
  return saidOr(await step.park({ what: 'task', about, atMostMs }), about, 'not-done');
};
