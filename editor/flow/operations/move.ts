import type { Flow } from '@loopwright/workflows/contract';
import { stepSpot } from '../spot.ts';
import type { Change, Saying } from './change.ts';
import { exitNames } from './gaps.ts';
import { find, insertedAt, sequenceOf, withAllUnder, withSequence } from './tree.ts';
import type { Found, Gap } from './tree.ts';

export type Way = 'up' | 'down' | 'in' | 'out';

/** Moves a step with all under it one place; null where there is none. Up and down alone reach every place of the flow. */
export function move(flow: Flow, id: string, way: Way, saying: Saying): Change | null {
  const found = find(flow, id);
  if (!found) return null;
  const gap = { up, down, in: inward, out }[way](flow, found);
  return gap && moveTo(flow, id, gap, saying);
}

/** The gap is counted in the flow as it is before. */
export function moveTo(flow: Flow, id: string, gap: Gap, saying: Saying): Change | null {
  const found = find(flow, id);
  if (!found) return null;
  const { sequence } = gap;
  if (sequence !== null && withAllUnder(found.step).some((one) => one.id === sequence.step)) return null;
  const same = sequence?.step === found.sequence?.step && sequence?.exit === found.sequence?.exit;
  const at = same && gap.at > found.at ? gap.at - 1 : gap.at;
  if (same && at === found.at) return null;
  const without = withSequence(flow, found.sequence, (steps) => steps.toSpliced(found.at, 1));
  return {
    flow: withSequence(without, sequence, (steps) => insertedAt(steps, at, found.step)),
    words: `Move “${saying.call(found.step)}”`,
    select: stepSpot(id),
  };
}

function up(flow: Flow, { sequence, at, parent }: Found): Gap | null {
  if (at > 0) return { sequence, at: at - 1 };
  if (!sequence || !parent) return null;
  const names = exitNames(flow, parent.id);
  const exit = names[names.indexOf(sequence.exit) - 1];
  if (exit === undefined) return before(flow, parent.id);
  const above = { step: parent.id, exit };
  return { sequence: above, at: sequenceOf(flow, above).length };
}

function down(flow: Flow, { sequence, at, siblings, parent }: Found): Gap | null {
  if (at < siblings.length - 1) return { sequence, at: at + 2 };
  if (!sequence || !parent) return null;
  const names = exitNames(flow, parent.id);
  const exit = names[names.indexOf(sequence.exit) + 1];
  return exit === undefined ? after(flow, parent.id) : { sequence: { step: parent.id, exit }, at: 0 };
}

/** To the end of the first path of the step before it. */
function inward(flow: Flow, { siblings, at }: Found): Gap | null {
  const above = siblings[at - 1];
  const exit = above && exitNames(flow, above.id)[0];
  if (!above || exit === undefined) return null;
  const sequence = { step: above.id, exit };
  return { sequence, at: sequenceOf(flow, sequence).length };
}

const out = (flow: Flow, { parent }: Found): Gap | null => (parent ? after(flow, parent.id) : null);

function before(flow: Flow, id: string): Gap | null {
  const found = find(flow, id);
  return found && { sequence: found.sequence, at: found.at };
}

function after(flow: Flow, id: string): Gap | null {
  const gap = before(flow, id);
  return gap && { ...gap, at: gap.at + 1 };
}
