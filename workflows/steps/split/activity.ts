import type { StepActivity } from '../../engine/step-activity.ts';
import type { Share } from './draw-share.ts';

/** The share drawn first holds for good: retries, new versions and a second loop of the same customer get the same. */
export const activity: StepActivity = async ({ loop, generation, plan, step, config }, ports) => {
  const { shares } = config as unknown as { shares: Share[] };
  return { exit: await ports.splits.draw({ loop, generation, plan, step, shares }) };
};
