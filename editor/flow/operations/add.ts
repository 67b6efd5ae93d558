import type { Flow, Step } from '@loopwright/workflows/contract';
import { stepSpot } from '../spot.ts';
import type { Change, Saying } from './change.ts';
import { insertedAt, withSequence } from './tree.ts';
import type { Gap } from './tree.ts';

/** Puts a new step of a kind into a gap. */
export function add(flow: Flow, gap: Gap, kind: { kind: string; title: string }, config: Step['config'], saying: Saying): Change {
  const step: Step = { id: saying.fresh(kind.kind), kind: kind.kind, config };
  return {
    flow: withSequence(flow, gap.sequence, (steps) => insertedAt(steps, gap.at, step)),
    words: `Add “${kind.title}”`,
    select: stepSpot(step.id),
  };
}

/** Puts a message into a gap, and after it the end of the loop. */
export function addAnswer(
  flow: Flow,
  gap: Gap,
  message: Pick<Step, 'kind' | 'config'>,
  close: Pick<Step, 'kind' | 'config'>,
  saying: Saying,
): Change {
  const steps = [message, close].map(({ kind, config }): Step => ({ id: saying.fresh(kind), kind, config }));
  return {
    flow: withSequence(flow, gap.sequence, (before) =>
      steps.reduce<Step[]>((all, step, at) => insertedAt(all, gap.at + at, step), [...before]),
    ),
    words: 'Add a message, and close the loop',
    select: stepSpot(steps[0]?.id ?? ''),
  };
}
