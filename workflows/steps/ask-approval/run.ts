import { saidOr } from '../../engine/asked.ts';
import type { Run } from '../../engine/step-context.ts';

/** Writes the next message and has it looked at; this visit's answer is for that message alone. */
export const run: Run = async (step) => {
  const { atMostMs } = step.config as { atMostMs: number };
  const message = step.ahead('approved');
  const asked = await step.decide(message ? { ahead: message } : {});
  if (!('exit' in asked) || asked.exit !== 'asked' || asked.about === undefined) return asked;
  const said = saidOr(await step.park({ what: 'approval', about: asked.about, atMostMs }), asked.about, 'timed-out');
  const over = 'unwound' in said || ('exit' in said && said.exit !== 'approved');
  if (message && over) step.passOver(message);
  return said;
};
