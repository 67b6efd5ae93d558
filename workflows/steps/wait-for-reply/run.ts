import { saidOr } from '../../engine/asked.ts';
import type { Run } from '../../engine/step-context.ts';

/** Answers that a link alone does not explain are given to somebody to read. */
const READ = ['not-what-i-said', 'other'];

export const run: Run = async (step) => {
  const { atMostMs } = step.config as { atMostMs: number };
  const asked = await step.decide();
  if (!('exit' in asked) || asked.exit !== 'asked' || asked.about === undefined) return asked;
  const said = saidOr(await step.park({ what: 'reply', about: asked.about, atMostMs }), asked.about, 'timed-out');
  if (!('exit' in said) || !READ.includes(said.exit) || said.about === undefined) return said;
  const read = await step.decide({ about: said.about });
  return 'exit' in read ? said : read;
};
