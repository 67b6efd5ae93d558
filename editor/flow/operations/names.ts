import type { Flow, Step } from '@loopwright/workflows/contract';
import { ENTRY, stepSpot } from '../spot.ts';
import type { Change, Saying } from './change.ts';
import { find, withStep } from './tree.ts';

const MOST_WORDS = 12;

/** Why a step may not be called so; null where it may. */
export function whyNotCalled(name: string): string | null {
  return name.trim().split(/\s+/).length > MOST_WORDS ? `A name has ${String(MOST_WORDS)} words at most.` : null;
}

/** Gives a step a name of its own; an empty one takes it away. Null for a name that is too long. */
export function nameStep(flow: Flow, id: string, name: string, saying: Saying): Change | null {
  return whyNotCalled(name) === null ? noted(flow, id, 'name', name, 'Name', saying) : null;
}

/** Writes a note for colleagues on a step; an empty one takes it away. */
export const noteStep = (flow: Flow, id: string, note: string, saying: Saying): Change | null =>
  noted(flow, id, 'note', note, 'Note on', saying);

function noted(flow: Flow, id: string, field: 'name' | 'note', words: string, verb: string, saying: Saying): Change | null {
  const found = find(flow, id);
  if (!found) return null;
  const text = words.trim();
  return {
    flow: withStep(flow, id, ({ [field]: _, ...step }): Step => (text === '' ? step : { ...step, [field]: text })),
    words: `${verb} “${saying.call(found.step)}”`,
    select: stepSpot(id),
    group: `${id} ${field}`,
  };
}

/** Renames the flow itself; null for a name of nothing. */
export const rename = (flow: Flow, name: string): Change | null =>
  name.trim() === ''
    ? null
    : { flow: { ...flow, name: name.trim() }, words: `Call the flow “${name.trim()}”`, select: ENTRY, group: 'name' };
