import type { Edge, Node } from '@xyflow/svelte';
import type { Card, Laid } from './layout.ts';

export type CardNode = Node<{ title: string; words: string; isExit: boolean; problems: number; spot: Card['spot'] }, 'card'>;
export type LineEdge = Edge<{ spot: Card['spot'] | null; words: string }, 'line'>;

interface Shown {
  selected: string;
  problems: (key: string) => number;
}

/** The cards as the drawing library wants them, in reading order, which is the order of the Tab key too. */
export const nodesOf = ({ cards }: Laid, { selected, problems }: Shown): CardNode[] =>
  cards.map(({ key, spot, title, words, x, y, width, height }) => {
    const open = problems(key);
    const trouble = open > 0 ? ` ${String(open)} to finish.` : '';
    return {
      id: key,
      type: 'card',
      position: { x, y },
      width,
      height,
      // As it is drawn: told beforehand, nothing is drawn a second time when it has been measured.
      measured: { width, height },
      selected: key === selected,
      ariaLabel: `${spot.about === 'exit' ? `If ${title}` : `${title}. ${words}`}${trouble}`,
      data: { title, words, isExit: spot.about === 'exit', problems: open, spot },
    };
  });

/** Lines to a way on are short and have no place for a step. */
export function edgesOf({ cards, lines }: Laid): LineEdge[] {
  const byKey = new Map(cards.map((card) => [card.key, card]));
  return lines.map(({ from, to }) => {
    const [above, below] = [byKey.get(from), byKey.get(to)];
    const toExit = below?.spot.about === 'exit';
    return {
      id: `${from} → ${to}`,
      source: from,
      target: to,
      type: 'line',
      data: { spot: toExit ? null : (above?.spot ?? null), words: above?.title ?? '' },
    };
  });
}

/** Those of before where nothing about them changed, so that only the others are drawn again. */
export function kept<T extends { id: string }>(before: readonly T[], now: readonly T[]): T[] {
  const old = new Map(before.map((one) => [one.id, one]));
  return now.map((one) => {
    const was = old.get(one.id);
    return was && JSON.stringify(was) === JSON.stringify(one) ? was : one;
  });
}
