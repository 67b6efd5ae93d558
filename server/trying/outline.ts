import type { ShownPreview } from './shown-preview.ts';

/** What happened, a line each. */
export const outlineOf = ({ entry, trail, standing, ending }: Pick<ShownPreview, 'entry' | 'trail' | 'standing' | 'ending'>): string[] => [
  ...(entry.letsIn ? [] : [entry.words]),
  ...trail.map(({ day, words }) => `Day ${String(day)}: ${words}`),
  ...(ending ? [ending.words] : standing ? [standing.words.replace(/, \d.*$/, '.')] : []),
];
