import type { Plan, Target } from '@loopwright/workflows/contract';
import type { MessageDoc } from '../telling/message.schema.ts';

/**
 * The day by which a message that promises to return is followed by another, whatever happens: the limit of the next wait,
 * where that wait's time-out sends something. Counted from when this one is given up, so that it is never too early a day.
 */
export function returnsBy(plan: Plan, message: MessageDoc): Date | null {
  const seen = new Set<string>();
  let at: Target | undefined = plan.steps[message.step]?.exits['sent'];
  while (at && 'to' in at && !seen.has(at.to)) {
    seen.add(at.to);
    const step: Plan['steps'][string] | undefined = plan.steps[at.to];
    if (step?.kind === 'wait-for-improvement') {
      const after = step.exits['timed-out'];
      const tells = after && 'to' in after && plan.steps[after.to]?.kind === 'send-message';
      const limit = step.config['atMostMs'];
      const fromHere = step.config['countedFrom'] === 'here';
      return tells && fromHere && typeof limit === 'number' ? new Date(message.staleAfter.getTime() + limit) : null;
    }
    at = step?.exits['next'];
  }
  return null;
}
