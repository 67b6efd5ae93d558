import type { Rule } from '../rule.svelte.ts';
import { around, asks, inTime, rowsOf } from './rows.ts';
import type { Row } from './rows.ts';

/** A line as it is looked for: its words, what it stands under, and what people say instead. */
interface Line {
  row: Row;
  words: string;
  under: string;
  sought: string;
}

/** What else people say of a limit that passes: of somebody who was asked, and of anything else that was waited for. */
const NOBODY = 'nobody answers no answer';
const NOTHING = 'nothing happens';

/** Every line of a flow, also what is folded, where all words that are asked for are spoken of. */
export function linesFor(rule: Rule, asked: string): Line[] {
  const rows = rowsOf(rule.flow, rule.told, []);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const wanted = asked.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.map(lineOf).filter(({ sought }) => wanted.every((word) => sought.includes(word)));

  function lineOf(row: Row): Line {
    const { spot } = row;
    const [nearest] = around(rule.flow, spot).flatMap((key) => byKey.get(key) ?? []);
    const words = wordsOf(row);
    const under = nearest ? wordsOf(nearest) : '';
    const also = spot.exit === 'timed-out' ? `${inTime(row.step)} ${asks(row.step) ? NOBODY : NOTHING}` : '';
    const within = spot.about === 'exit' ? under : '';
    return { row, words, under, sought: `${words} ${also} ${within}`.toLowerCase() };
  }
}

const wordsOf = ({ step, spot, text }: Row): string =>
  spot.about === 'begin' ? 'Add the first step' : ((spot.about === 'step' ? step?.name : undefined) ?? text.replace(/^▸ /, ''));
