import { Refusal } from './refusal.mjs';

/** The story holds only as long as its numbers do: the first that does not ends it, in one sentence. */
export function mustHold(holds, sentence) {
  if (!holds) throw new Refusal(`The story does not hold: ${sentence}`);
}

export const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

export const sameSet = (one, other) => new Set(one).size === new Set(other).size && new Set(one).isSubsetOf(new Set(other));
