import type { BacktestDoc, BacktestState } from './backtest.schema.ts';

const ALIVE_MS = 30_000;
const number = new Intl.NumberFormat('en-GB');

export interface ShownBacktest extends Omit<BacktestDoc, '_id' | 'by' | 'cancelAsked' | 'beatAt' | 'failure'> {
  id: string;
  by: string;
  /** How it stands, in a sentence. */
  words: string;
}

/** One whose server went away while it ran is interrupted, though nobody could write that down. */
export const stateOf = ({ state, beatAt }: BacktestDoc, now: Date): BacktestState =>
  state === 'running' && now.getTime() - beatAt.getTime() > ALIVE_MS ? 'interrupted' : state;

export function shownBacktest(doc: BacktestDoc, now: Date): ShownBacktest {
  const { _id, by, cancelAsked: _asked, beatAt: _beat, failure, ...rest } = doc;
  const state = stateOf(doc, now);
  return { id: _id, ...rest, by: by.name, state, words: wordsOf(doc, state, failure) };
}

function wordsOf({ result, feedback, total }: BacktestDoc, state: BacktestState, failure: string | null): string {
  if (state === 'done') return result?.draft.words ?? '';
  const read = `${number.format(feedback)} of ${number.format(total)} feedback read`;
  if (state === 'running') return `${read} so far.`;
  return state === 'cancelled' ? `Cancelled, with ${read}.` : `${failure ?? 'It stopped before its end.'} ${read}; run it again.`;
}
