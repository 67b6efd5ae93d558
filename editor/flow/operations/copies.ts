import type { Flow, Step } from '@loopwright/workflows/contract';
import { stepSpot } from '../spot.ts';
import type { Change, Saying } from './change.ts';
import { remove } from './remove.ts';
import { allSteps, find, insertedAt, withAllUnder, withSequence } from './tree.ts';
import type { Gap } from './tree.ts';

/** The same steps under ids that no step ever had. */
function renewed(step: Step, { fresh }: Saying): Step {
  const taken = new Set<string>();
  const anew = (one: Step): Step => {
    let id = fresh(one.kind);
    while (taken.has(id)) id = fresh(one.kind);
    taken.add(id);
    const exits = one.exits && Object.fromEntries(Object.entries(one.exits).map(([exit, path]) => [exit, path.map(anew)]));
    return { ...one, id, ...(exits ? { exits } : {}) };
  };
  return anew(step);
}

/** Puts a copy with all under it after the step. */
export function duplicate(flow: Flow, id: string, saying: Saying): Change | null {
  const found = find(flow, id);
  if (!found) return null;
  const copy = renewed(found.step, saying);
  return {
    flow: withSequence(flow, found.sequence, (steps) => insertedAt(steps, found.at + 1, copy)),
    words: `Duplicate “${saying.call(found.step)}”`,
    select: stepSpot(copy.id),
  };
}

/** Takes a step out with all under it; the step itself is what `find` gave before. */
export function cut(flow: Flow, id: string, saying: Saying): Change | null {
  const found = find(flow, id);
  const without = found && remove(flow, id, null, saying);
  return without && { ...without, words: `Cut “${saying.call(found.step)}”` };
}

/** What was cut keeps its ids, as it was moved; what is still or again in the flow gets new ones. */
export function paste(flow: Flow, gap: Gap, step: Step, keepIds: boolean, saying: Saying): Change {
  const here = new Set(allSteps(flow).map(({ id }) => id));
  const stays = keepIds && !withAllUnder(step).some(({ id }) => here.has(id));
  const pasted = stays ? step : renewed(step, saying);
  return {
    flow: withSequence(flow, gap.sequence, (steps) => insertedAt(steps, gap.at, pasted)),
    words: `Paste “${saying.call(step)}”`,
    select: stepSpot(pasted.id),
  };
}
