import type { Flow } from '@loopwright/workflows/contract';
import { firstUnder, gapAfter } from '../flow/operations/gaps.ts';
import type { Gap } from '../flow/operations/tree.ts';
import type { Spot } from '../flow/spot.ts';

/** Where a step is put that is added on the line that leaves a card. */
export function gapBelow(flow: Flow, { about, step, exit }: Spot): Gap | null {
  if (about === 'exit') return firstUnder(step, exit);
  if (about === 'step') return gapAfter(flow, step);
  return { sequence: null, at: 0 };
}
