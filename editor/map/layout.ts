import { exitsOf, findKind, placed } from '@loopwright/workflows/contract';
import type { Exit, Flow, FlowSentence, Placed, Step } from '@loopwright/workflows/contract';
import { ENTRY, exitSpot, keyOf, stepSpot } from '../flow/spot.ts';
import type { Spot } from '../flow/spot.ts';
import { underExit } from '../flow/operations/tree.ts';

/** Pixels. A card is as high as its words need, up to a limit; what is cut is read in full in the Story. */
const CARD_WIDTH = 280;
const EXIT_WIDTH = 220;
const EXIT_HEIGHT = 36;
const LINE_HEIGHT = 20;
const LETTERS_A_LINE = 36;
/** A card's words are cut after so many, which its style says too. */
const MOST_LINES = 5;
const AROUND_WORDS = 52;
const BETWEEN_ROWS = 48;
const BETWEEN_PATHS = 32;

/** One card, and where it stands: its upper left corner. */
export interface Card {
  key: string;
  spot: Spot;
  title: string;
  words: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A line from the foot of one card to the head of another. */
export interface Line {
  from: string;
  to: string;
}

export interface Laid {
  cards: Card[];
  lines: Line[];
  width: number;
  height: number;
}

/** A piece of the drawing in its own coordinates; its middle is where lines come in and go out. */
interface Block {
  cards: Card[];
  width: number;
  height: number;
}

/**
 * Draws a flow from top to bottom: each step under the one before it, the paths of its exits side by side below it. Positions follow from the
 * tree alone and are kept nowhere. Cards are in reading order, and no two overlap.
 */
export function laidOut(flow: Flow, told: readonly FlowSentence[]): Laid {
  const wordsAt = Map.groupBy(told, ({ step, exit }) => `${step ?? ''} ${exit ?? ''}`);
  const said = (step: string | null): string =>
    (wordsAt.get(`${step ?? ''} `) ?? [])
      .filter(({ about }) => about === 'step' || about === 'entry')
      .map(({ text }) => text)
      .join(' ');
  const entry = card(ENTRY, 'As soon as', said(null), CARD_WIDTH);
  const { cards, width, height } = stacked([{ cards: [entry], width: CARD_WIDTH, height: entry.height }, ...flow.steps.map(blockOf)]);
  return { cards, lines: linesOf(flow), width, height };

  function blockOf(step: Step): Block {
    const kind = findKind(step.kind);
    const own = card(stepSpot(step.id), step.name ?? kind?.title ?? step.kind, said(step.id), CARD_WIDTH);
    const paths = exitsOf({ step, kind }).map((exit) => pathBlock(step, exit));
    const head: Block = { cards: [own], width: CARD_WIDTH, height: own.height };
    return paths.length === 0 ? head : stacked([head, sideBySide(paths)]);
  }

  function pathBlock(step: Step, exit: Exit): Block {
    const [sentence] = wordsAt.get(`${step.id} ${exit.name}`) ?? [];
    const label = card(exitSpot(step.id, exit.name), sentence?.text.replace(/^▸ /, '') ?? exit.name, '', EXIT_WIDTH);
    return stacked([{ cards: [label], width: EXIT_WIDTH, height: EXIT_HEIGHT }, ...underExit(step, exit.name).map(blockOf)]);
  }
}

function card(spot: Spot, title: string, words: string, width: number): Card {
  const lines = Math.min(MOST_LINES, Math.ceil(words.length / LETTERS_A_LINE));
  const height = spot.about === 'exit' ? EXIT_HEIGHT : AROUND_WORDS + lines * LINE_HEIGHT;
  return { key: keyOf(spot), spot, title, words, x: 0, y: 0, width, height };
}

const moved = ({ cards }: Block, x: number, y: number): Card[] => cards.map((one) => ({ ...one, x: one.x + x, y: one.y + y }));

/** One under the other, each with its middle over the middle of the widest. */
function stacked(blocks: readonly Block[]): Block {
  const width = Math.max(...blocks.map((block) => block.width));
  let y = 0;
  const cards = blocks.flatMap((block) => {
    const there = moved(block, (width - block.width) / 2, y);
    y += block.height + BETWEEN_ROWS;
    return there;
  });
  return { cards, width, height: y - BETWEEN_ROWS };
}

function sideBySide(blocks: readonly Block[]): Block {
  let x = 0;
  const cards = blocks.flatMap((block) => {
    const there = moved(block, x, 0);
    x += block.width + BETWEEN_PATHS;
    return there;
  });
  return { cards, width: x - BETWEEN_PATHS, height: Math.max(...blocks.map((block) => block.height)) };
}

/** Where the walk goes from each card, as the compiled plan has it; what ends a loop has no line. */
function linesOf(flow: Flow): Line[] {
  const [first] = flow.steps;
  const begin = first ? [{ from: keyOf(ENTRY), to: keyOf(stepSpot(first.id)) }] : [];
  return [...begin, ...placed(flow).flatMap(linesFrom)];
}

function linesFrom(place: Placed): Line[] {
  const { step, kind, next } = place;
  const own = keyOf(stepSpot(step.id));
  const onward = (from: string): Line[] => ('to' in next ? [{ from, to: keyOf(stepSpot(next.to)) }] : []);
  if (kind?.ends) return [];
  const exits = exitsOf(place);
  if (exits.length === 0) return onward(own);
  return exits.flatMap((exit): Line[] => {
    const label = keyOf(exitSpot(step.id, exit.name));
    const [inner] = underExit(step, exit.name);
    const written = step.exits !== undefined && Object.hasOwn(step.exits, exit.name);
    const after = inner ? [{ from: label, to: keyOf(stepSpot(inner.id)) }] : exit.missing && !written ? [] : onward(label);
    return [{ from: own, to: label }, ...after];
  });
}
