import type { Run } from '../../engine/step-context.ts';
import type { ParkCall } from '../../ports.ts';

type Config = Pick<Extract<ParkCall['for'], { what: 'improvement' }>, 'themes' | 'atMostMs' | 'countedFrom'>;

export const run: Run = async (step) => {
  const { themes, atMostMs, countedFrom } = step.config as unknown as Config;
  const kept = step.deadline === undefined ? {} : { deadline: step.deadline };
  const outcome = await step.park({ what: 'improvement', themes, atMostMs, countedFrom, ...kept });
  if ('left' in outcome) return outcome;
  if (!('improvement' in outcome)) return { exit: outcome.exit };
  const { exit, improvement, revision, deadline } = outcome;
  return { exit, about: improvement, hand: { as: exit, improvement, revision, deadline } };
};
