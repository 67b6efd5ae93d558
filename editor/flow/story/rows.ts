import { findKind } from '@loopwright/workflows/contract';
import type { Flow, FlowSentence, Kind, Problem, Step } from '@loopwright/workflows/contract';
import type { StepCounts } from '../../publishing/shapes.ts';
import { beginning } from '../../words/beginning.ts';
import { count, of, people } from '../../words/counts.ts';
import { withoutBrackets } from '../../words/without-brackets.ts';
import type { Saying } from '../operations/change.ts';
import { exitNames } from '../operations/gaps.ts';
import { emptyPathGoesOn } from '../operations/paths.ts';
import { find, underExit, withAllUnder } from '../operations/tree.ts';
import { AGAIN, BEGIN, COMPARISON, ENTRY, exitSpot, keyOf, stepSpot } from '../spot.ts';
import type { Spot } from '../spot.ts';

/** One line of the Story: a place of the flow with its sentences. */
export interface Row {
  key: string;
  spot: Spot;
  depth: number;
  sentences: readonly FlowSentence[];
  text: string;
  /** The step comes after one whose paths all lead here. */
  joined: boolean;
  step: Step | null;
  group: Kind['group'] | null;
  /** Steps inside that are not seen while it is folded; null where there is nothing inside. */
  inside: number | null;
  folded: boolean;
  /** Of an exit without steps: whether it goes on, where that can be chosen. */
  goesOn: boolean | null;
}

/** Where a line stands among those beside it, as screen readers say it. */
export interface Among {
  at: number;
  of: number;
}

/** The lines that are to be seen, in reading order. What is folded hides what is inside. */
export function rowsOf(flow: Flow, told: readonly FlowSentence[], folded: readonly string[]): Row[] {
  const all = [...bareRows(flow, told, folded), ...(flow.steps.length === 0 ? [emptyRow] : [])];
  const shown: Row[] = [];
  let hiddenBelow = Infinity;
  for (const row of all) {
    if (row.depth > hiddenBelow) continue;
    hiddenBelow = row.folded ? row.depth : Infinity;
    shown.push(row);
  }
  return shown;
}

function bareRows(flow: Flow, told: readonly FlowSentence[], folded: readonly string[]): Row[] {
  const rows: Row[] = [];
  let joined = false;
  for (const sentence of told) {
    if (sentence.about === 'house-rules') continue;
    if (sentence.about === 'join') {
      joined = true;
      continue;
    }
    const spot = spotOf(sentence);
    const last = rows.at(-1);
    if (last && last.key === keyOf(spot)) {
      rows[rows.length - 1] = { ...last, sentences: [...last.sentences, sentence], text: `${last.text} ${sentence.text}` };
      continue;
    }
    rows.push({ ...rowOf(flow, spot, sentence, folded), joined });
    joined = false;
  }
  return rows;
}

function spotOf({ about, step, exit }: FlowSentence): Spot {
  if (step !== null && exit !== null) return exitSpot(step, exit);
  if (step !== null) return stepSpot(step);
  return about === 'again' ? AGAIN : about === 'comparison' ? COMPARISON : ENTRY;
}

function rowOf(flow: Flow, spot: Spot, sentence: FlowSentence, folded: readonly string[]): Row {
  const step = spot.step === null ? null : (find(flow, spot.step)?.step ?? null);
  const kind = step ? findKind(step.kind) : undefined;
  const inside = step ? insideOf(step, spot) : null;
  return {
    key: keyOf(spot),
    spot,
    depth: sentence.depth,
    sentences: [sentence],
    text: sentence.text,
    joined: false,
    step,
    group: kind?.group ?? null,
    inside,
    folded: inside !== null && folded.includes(keyOf(spot)),
    goesOn: spot.about === 'exit' ? emptyPathGoesOn(flow, spot.step, spot.exit) : null,
  };
}

function insideOf(step: Step, spot: Spot): number | null {
  if (spot.about === 'exit') {
    const count = underExit(step, spot.exit).flatMap(withAllUnder).length;
    return count === 0 ? null : count;
  }
  const exits = findKind(step.kind)?.exits(step.config).length ?? 0;
  return exits === 0 && Object.keys(step.exits ?? {}).length === 0 ? null : withAllUnder(step).length - 1;
}

const emptyRow: Row = {
  key: keyOf(BEGIN),
  spot: BEGIN,
  depth: 0,
  sentences: [],
  text: 'Then: add the first step.',
  joined: false,
  step: null,
  group: null,
  inside: null,
  folded: false,
  goesOn: null,
};

/** The place of each line by its key; kept beside the lines, since a new one moves all the others. */
export function placesAmong(rows: readonly Row[]): ReadonlyMap<string, Among> {
  const parents: number[] = [];
  const counts = new Map<number, number>();
  const places = rows.map(({ depth }, at) => {
    while (parents.length > 0 && (rows[parents.at(-1) ?? 0]?.depth ?? 0) >= depth) parents.pop();
    const parent = parents.at(-1) ?? -1;
    parents.push(at);
    const place = (counts.get(parent) ?? 0) + 1;
    counts.set(parent, place);
    return { parent, place };
  });
  return new Map(rows.map(({ key }, at) => [key, { at: places[at]?.place ?? 1, of: counts.get(places[at]?.parent ?? -1) ?? 1 }]));
}

/** Where a problem stands: an exit's own, a step's, or one of the first lines. */
export function spotOfProblem(flow: Flow, { step, path }: Pick<Problem, 'step' | 'path'>): Spot {
  if (step !== null) {
    const exit = exitNames(flow, step).find((name) => path.endsWith(`.exits.${name}`));
    return exit === undefined ? stepSpot(step) : exitSpot(step, exit);
  }
  if (path.startsWith('entry.again')) return AGAIN;
  if (path.startsWith('holdback')) return COMPARISON;
  return path === 'steps' && flow.steps.length === 0 ? BEGIN : ENTRY;
}

/** Keys of all that a place stands inside of. */
export function around(flow: Flow, spot: Spot): string[] {
  if (spot.step === null) return [];
  const above = (id: string): string[] => {
    const found = find(flow, id);
    if (!found?.sequence) return [];
    const { step, exit } = found.sequence;
    return [keyOf(exitSpot(step, exit)), keyOf(stepSpot(step)), ...above(step)];
  };
  return [...(spot.about === 'exit' ? [keyOf(stepSpot(spot.step))] : []), ...above(spot.step)];
}

const ASKING = new Set(['ask-question', 'ask-approval', 'wait-for-reply', 'assign']);

/** Whether somebody is asked who may not answer. */
export const asks = (step: Step | null): boolean => ASKING.has(step?.kind ?? '');

/** What the passing of a limit means, in the words people have for it. */
export const inTime = (step: Step | null): string => (asks(step) ? 'nobody answered in time' : 'nothing came of it in time');

const WORDS_OF_A_PLACE = 6;

/** What the buttons of a line call it, which are heard without it. */
export function placeOf({ spot, step, text }: Pick<Row, 'spot' | 'step' | 'text'>, { call }: Saying): string {
  if (spot.about === 'step' && step) return `“${call(step)}”`;
  if (spot.about === 'exit' && step) return `“${spot.exit}” of “${call(step)}”`;
  return `“${beginning(text.replace(/[.:]$/, ''), WORDS_OF_A_PLACE)}”`;
}

/** All that is to be read on a line, in its order: what a screen reader calls it. */
export function labelOf({ joined, spot, step, text, folded, inside }: Row, standing: string, problems: readonly Problem[]): string {
  const begins = spot.about === 'begin';
  const own = spot.about === 'step' ? step : null;
  return [
    joined ? 'Whichever way, if the loop goes on:' : '',
    own?.name ?? '',
    begins ? 'Add the first step' : withoutBrackets(text.replace(/^▸ /, '')),
    spot.exit === 'timed-out' ? `(${inTime(step)})` : '',
    folded && inside !== null ? `· ${of(inside, 'step')}` : '',
    standing,
    own?.note ?? '',
    ...(begins ? [] : problems.map(({ message, fix }) => `${message} ${fix}`)),
  ]
    .filter(Boolean)
    .map((words, at, all) => (at < all.length - 1 && /[\p{L}\p{N}”)]$/u.test(words) ? `${words}.` : words))
    .join(' ');
}

/** Who stands at a step, and how many left by an exit; empty where nobody did. */
export function standingAt({ step, exit }: Spot, counts: StepCounts | undefined): string {
  if (step === null || !counts) return '';
  if (exit === null) return counts.standing[step]?.people ? `${people(counts.standing[step].people)} here` : '';
  const left = counts.left[step]?.[exit];
  return left ? `${count(left)} went this way` : '';
}

/** The lines of before where they read the same now, so that only what changed is drawn again. */
export function reused(before: readonly Row[], rows: readonly Row[]): Row[] {
  const old = new Map(before.map((row) => [row.key, row]));
  return rows.map((row) => {
    const was = old.get(row.key);
    return was && looksOf(was) === looksOf(row) ? was : row;
  });
}

/** Settings are in the text: two that differ never read alike. */
const looksOf = ({ text, depth, joined, step, inside, folded, goesOn }: Row): string =>
  JSON.stringify([text, depth, joined, step?.name, step?.note, step?.kind, inside, folded, goesOn]);
