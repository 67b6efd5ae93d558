import { getContext, setContext } from 'svelte';

/** How many stand at each step, by its id. Kept beside the cards, so that a new count redraws a number and no card. */
export type StepCounts = Readonly<Record<string, number>>;

const HERE = Symbol('counts');

export const giveCounts = (counts: () => StepCounts): void => void setContext(HERE, counts);
export const countsAt = (): (() => StepCounts) => getContext<(() => StepCounts) | undefined>(HERE) ?? (() => ({}));
