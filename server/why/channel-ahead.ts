import type { Channel, Plan, Target } from '@loopwright/workflows/contract';
import type { SendConfig } from '../telling/prepare.ts';

/** The first message on the way from a wait's exit; null where the way has none. */
export function messageAhead(plan: Plan, wait: string, exit: 'verified' | 'declined'): SendConfig | null {
  const seen = new Set<string>();
  const ahead: (Target | undefined)[] = [plan.steps[wait]?.exits[exit]];
  for (let target = ahead.shift(); target !== undefined || ahead.length > 0; target = ahead.shift()) {
    if (!target || !('to' in target) || seen.has(target.to)) continue;
    seen.add(target.to);
    const step = plan.steps[target.to];
    if (step?.kind === 'send-message') return step.config as unknown as SendConfig;
    ahead.push(...Object.values(step?.exits ?? {}));
  }
  return null;
}

/** The channel of that message; email where there is none. */
export const channelAhead = (plan: Plan, wait: string, exit: 'verified' | 'declined'): Channel =>
  messageAhead(plan, wait, exit)?.channel ?? 'email';
