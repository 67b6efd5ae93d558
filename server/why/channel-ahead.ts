import type { Channel, Plan, Target } from '@loopwright/workflows/contract';

/** The channel of the first message on the way from a wait's exit; email where the way has none. */
export function channelAhead(plan: Plan, wait: string, exit: 'verified' | 'declined'): Channel {
  const seen = new Set<string>();
  const ahead: (Target | undefined)[] = [plan.steps[wait]?.exits[exit]];
  for (let target = ahead.shift(); target !== undefined || ahead.length > 0; target = ahead.shift()) {
    if (!target || !('to' in target) || seen.has(target.to)) continue;
    seen.add(target.to);
    const step = plan.steps[target.to];
    if (step?.kind === 'send-message') return step.config['channel'] === 'webhook' ? 'webhook' : 'email';
    ahead.push(...Object.values(step?.exits ?? {}));
  }
  return 'email';
}
