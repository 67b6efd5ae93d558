import { saidOr } from '../../engine/asked.ts';
import type { Run } from '../../engine/step-context.ts';

/** An answer that is known already is taken without asking. */
export const run: Run = async (step) => {
  const { atMostMs } = step.config as { atMostMs: number };
  const asked = await step.act();
  if (!('exit' in asked) || asked.exit !== 'asked' || asked.about === undefined) return asked;
  return saidOr(await step.park({ what: 'reply', about: asked.about, atMostMs }), asked.about, 'timed-out');
};
