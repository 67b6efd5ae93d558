import type { ImportDoc, ImportState } from './import.schema.ts';
import { KEPT_DAYS } from './kept-refused.ts';

const ALIVE_MS = 30_000;
const number = new Intl.NumberFormat('en-GB');

export interface ShownImport extends Omit<ImportDoc, '_id' | 'by' | 'cancelAsked' | 'beatAt' | 'failure'> {
  id: string;
  by: string;
  /** One sentence or two: how it stands, and what can be done. */
  words: string;
  /** Until when the refused rows can be downloaded. */
  keptUntil: Date | null;
}

/** One whose server went away while it ran is interrupted, though nobody could write that down. */
export const stateOf = ({ state, beatAt }: ImportDoc, now: Date): ImportState =>
  state === 'running' && now.getTime() - beatAt.getTime() > ALIVE_MS ? 'interrupted' : state;

export function shownImport(doc: ImportDoc, now: Date): ShownImport {
  const { _id, by, cancelAsked: _asked, beatAt, failure, ...rest } = doc;
  const state = stateOf(doc, now);
  const keptUntil = doc.kept === 0 ? null : new Date((doc.endedAt ?? beatAt).getTime() + KEPT_DAYS * 86_400_000);
  return { id: _id, ...rest, by: by.name, state, words: wordsOf(doc, state, failure), keptUntil };
}

function wordsOf({ accepted, duplicates, refused, rows }: ImportDoc, state: ImportState, failure: string | null): string {
  if (state === 'running') return `${number.format(rows)} rows read so far.`;
  const came = [
    `${number.format(accepted)} came in`,
    ...(duplicates > 0 ? [`${number.format(duplicates)} ${duplicates === 1 ? 'was' : 'were'} here already`] : []),
    ...(refused > 0 ? [`${number.format(refused)} ${refused === 1 ? 'was' : 'were'} refused`] : []),
  ].join(', ');
  if (state === 'done') return `${came}.`;
  const why = state === 'cancelled' ? 'Cancelled.' : (failure ?? 'It stopped before its end.');
  return `${why} ${came}, and stays. Bring the same file again to go on: nothing comes in twice.`;
}
