/** Several measurements of the same: the middle one, and how far they lie apart. */
export interface Measured {
  median: number;
  least: number;
  most: number;
  all: number[];
}

export function measured(all: readonly number[]): Measured {
  const sorted = all.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0, all: [...all] };
}

/** The smallest value that this share of all does not exceed. */
export function percentile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
