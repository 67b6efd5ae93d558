const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** How much of the words of two texts is not shared, from 0 to 1 (Jaccard distance). */
function distance(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : 1 - shared / all;
}

/** The first, and then again and again the one whose text is most unlike all chosen before; at most so many. */
export function mostDifferent<T>(items: readonly T[], textOf: (item: T) => string, most: number): T[] {
  const left = items.map((item) => ({ item, words: wordsOf(textOf(item)), nearest: Number.POSITIVE_INFINITY }));
  const chosen: T[] = [];
  for (let next = left[0]; next && chosen.length < most;) {
    const { item, words } = next;
    chosen.push(item);
    left.splice(left.indexOf(next), 1);
    for (const one of left) one.nearest = Math.min(one.nearest, distance(one.words, words));
    next = left.reduce<(typeof left)[number] | undefined>((far, one) => (far && far.nearest >= one.nearest ? far : one), undefined);
  }
  return chosen;
}
