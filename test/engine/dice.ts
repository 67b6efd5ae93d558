import { hash } from '../../workflows/engine/hash.ts';

/** Draws the same for the same seed, for ever. */
export class Dice {
  #thrown = 0;
  readonly seed: string;
  constructor(seed: string) {
    this.seed = seed;
  }
  upTo(most: number): number {
    return hash(`${this.seed}/${String(this.#thrown++)}`) % (most + 1);
  }
  chance(percent: number): boolean {
    return this.upTo(99) < percent;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.upTo(list.length - 1)] as T;
  }
}
