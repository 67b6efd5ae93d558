import type { Placed } from '../tree.ts';

/** Ids of the steps that both versions have and that stand where they stood: under the same exit, in the same order as most. */
export function unmoved(before: readonly Placed[], after: readonly Placed[]): Set<string> {
  const old = new Map(before.map((place, at) => [place.step.id, { where: whereOf(place), at }]));
  const sequences = new Map<string, { id: string; at: number }[]>();
  for (const place of after) {
    const was = old.get(place.step.id);
    const where = whereOf(place);
    if (was?.where !== where) continue;
    sequences.set(where, [...(sequences.get(where) ?? []), { id: place.step.id, at: was.at }]);
  }
  return new Set([...sequences.values()].flatMap((steps) => longestRising(steps).map(({ id }) => id)));
}

const whereOf = ({ parent, exit }: Placed): string => (parent ? `${parent.step.id}/${exit ?? ''}` : '');

/** The longest subsequence that keeps its old order: fewest steps count as moved. */
function longestRising<T extends { at: number }>(steps: readonly T[]): T[] {
  const best: T[][] = [];
  for (const step of steps) {
    const before = best.filter((run) => (run.at(-1)?.at ?? -1) < step.at).reduce<T[]>((a, b) => (b.length > a.length ? b : a), []);
    best.push([...before, step]);
  }
  return best.reduce<T[]>((a, b) => (b.length > a.length ? b : a), []);
}
