import { getContext, setContext } from 'svelte';
import type { Spot } from '../flow/spot.ts';

/** How a line of the map adds a step, and whether whoever looks may. */
export interface Adding {
  may: () => boolean;
  after: (spot: Spot) => void;
}

const HERE = Symbol('adding');

export const giveAdding = (adding: Adding): void => void setContext(HERE, adding);
export const adding = (): Adding => getContext<Adding>(HERE);
