import type { StepActivity } from '../../engine/step-activity.ts';
import { answers } from '../../terms/answers.ts';
import type { Condition } from '../../terms/condition.ts';

/** Facts are read now, not at entry; an unknown answer takes the exit the flow states, and the trail says that it was unknown. */
export const activity: StepActivity = async (call, ports) => {
  const config = call.config as unknown as { if: Condition; unknown: 'no' | 'yes' };
  const facts = await ports.loops.facts({ loop: call.loop, generation: call.generation });
  const answer = answers(config.if, facts);
  return answer === 'unknown' ? { exit: config.unknown, code: 'unknown' } : { exit: answer };
};
