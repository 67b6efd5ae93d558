import { getContext, setContext } from 'svelte';
import type { StepCounts } from '../publishing/shapes.ts';
import type { Spot } from '../flow/spot.ts';

const HERE = Symbol('counts');

/** Kept beside the cards, so that a new count redraws a number and no card. */
export const giveCounts = (counts: () => StepCounts | undefined): void => void setContext(HERE, counts);

/** How many people stand at a step, or how often a loop left by an exit; nothing where nobody did. */
export function countAt(): (spot: Spot) => number | undefined {
  const counts = getContext<() => StepCounts | undefined>(HERE);
  return ({ about, step, exit }) => {
    if (about === 'exit') return counts()?.left[step]?.[exit];
    return step === null ? undefined : counts()?.standing[step]?.people;
  };
}
