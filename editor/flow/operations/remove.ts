import type { Flow } from '@loopwright/workflows/contract';
import { BEGIN, exitSpot, stepSpot } from '../spot.ts';
import type { Spot } from '../spot.ts';
import type { Change, Saying } from './change.ts';
import { find, underExit, withSequence } from './tree.ts';
import type { Found } from './tree.ts';

/** Deletes a step and joins what was around it. Of its paths the steps of `keep` take its place; those of the others go with it. */
export function remove(flow: Flow, id: string, keep: string | null, saying: Saying): Change | null {
  const found = find(flow, id);
  if (!found) return null;
  const kept = keep === null ? [] : underExit(found.step, keep);
  return {
    flow: withSequence(flow, found.sequence, (steps) => steps.toSpliced(found.at, 1, ...kept)),
    words: `Delete “${saying.call(found.step)}”`,
    select: afterwards(found, kept[0]?.id),
  };
}

/** What stands in its place now, else what is before it, else where it stood. */
function afterwards({ siblings, at, sequence }: Found, kept: string | undefined): Spot {
  const next = kept ?? siblings[at + 1]?.id ?? siblings[at - 1]?.id;
  if (next !== undefined) return stepSpot(next);
  return sequence ? exitSpot(sequence.step, sequence.exit) : BEGIN;
}
