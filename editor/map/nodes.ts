import type { Edge, Node } from '@xyflow/svelte';
import type { Problem } from '@loopwright/workflows/contract';
import { keyOf, stepSpot } from '../flow/spot.ts';
import type { Card, Laid } from './layout.ts';

export type CardNode = Node<{ title: string; words: string; isExit: boolean; trouble: string; spot: Card['spot'] }, 'card'>;
export type LineEdge = Edge<{ spot: Card['spot'] | null; words: string }, 'line'>;

interface Shown {
  selected: string;
  problems: (key: string) => readonly Pick<Problem, 'blocks'>[];
}

/** How much is to be finished on a card, else to be looked at; empty where nothing is. */
function troubleIn(problems: readonly Pick<Problem, 'blocks'>[]): string {
  const blocking = problems.filter(({ blocks }) => blocks).length;
  return blocking > 0 ? `${String(blocking)} to finish` : problems.length > 0 ? `${String(problems.length)} to look at` : '';
}

/** The cards as the drawing library wants them, in reading order, which is the order of the Tab key too. */
export const nodesOf = ({ cards }: Laid, { selected, problems }: Shown): CardNode[] =>
  cards.map(({ key, spot, title, words, x, y, width, height }) => {
    const trouble = troubleIn(problems(key));
    return {
      id: key,
      type: 'card',
      position: { x, y },
      width,
      height,
      // As it is drawn: told beforehand, nothing is drawn a second time when it has been measured.
      measured: { width, height },
      selected: key === selected,
      ariaLabel: `${spot.about === 'exit' ? `If ${title}` : `${title}. ${words}`}${trouble && ` ${trouble}.`}`,
      data: { title, words, isExit: spot.about === 'exit', trouble, spot },
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
      data: { spot: toExit ? null : (above?.spot ?? null), words: above ? calledAmong(above, byKey) : '' },
      // What it leads to is said by the cards, in their order.
      domAttributes: { 'aria-hidden': true },
    };
  });
}

/** An exit with the step it is of: several have the same name. */
function calledAmong({ spot, title }: Card, byKey: ReadonlyMap<string, Card>): string {
  const step = spot.about === 'exit' ? byKey.get(keyOf(stepSpot(spot.step))) : undefined;
  return step ? `“${title}” of “${step.title}”` : title;
}

/** Those of before where nothing about them changed, so that only the others are drawn again. */
export function kept<T extends { id: string }>(before: readonly T[], now: readonly T[]): T[] {
  const old = new Map(before.map((one) => [one.id, one]));
  return now.map((one) => {
    const was = old.get(one.id);
    return was && JSON.stringify(was) === JSON.stringify(one) ? was : one;
  });
}
