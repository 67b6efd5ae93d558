/** Words of a text, to compare it by. */
const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** How little two texts share: 0 the same words, 1 none in common (Jaccard distance). */
function distance(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : 1 - shared / all;
}

/** So many of them, each as far as can be from those before it; the first stays first. */
export function mostDifferent<T>(items: readonly T[], textOf: (item: T) => string, most: number): T[] {
  const left = items.map((item) => ({ item, words: wordsOf(textOf(item)) }));
  const first = left.shift();
  const chosen = first ? [first] : [];
  while (left.length > 0 && chosen.length < most) {
    const nearest = left.map(({ words }) => Math.min(...chosen.map((one) => distance(one.words, words))));
    const [next] = left.splice(nearest.indexOf(Math.max(...nearest)), 1);
    if (next) chosen.push(next);
  }
  return chosen.map(({ item }) => item);
}
