import type { Flow } from '@loopwright/workflows/contract';
import type { Change } from './operations/change.ts';
import type { Spot } from './spot.ts';

/** A flow between two things a person did. */
interface Moment {
  flow: Flow;
  select: Spot;
}

/** One thing a person did, and the flow on both of its sides. */
interface Deed {
  words: string;
  group: string | undefined;
  before: Moment;
  after: Moment;
}

/** A flow with its way back and forth. Never changed: each act gives another. */
export interface History {
  now: Moment;
  done: readonly Deed[];
  undone: readonly Deed[];
}

const MOST_DEEDS = 500;

export const begun = (flow: Flow, select: Spot): History => ({ now: { flow, select }, done: [], undone: [] });

/** Goes on with a change, made while `selected` was. What follows under the same group belongs to the same deed, so that typing is one step back. */
export function did(history: History, { flow, words, select, group }: Change, selected = history.now.select): History {
  const after = { flow, select };
  const last = history.done.at(-1);
  if (last && group !== undefined && last.group === group && history.undone.length === 0)
    return { now: after, done: history.done.with(-1, { ...last, after }), undone: [] };
  return {
    now: after,
    done: [...history.done, { words, group, before: { flow: history.now.flow, select: selected }, after }].slice(-MOST_DEEDS),
    undone: [],
  };
}

/** What comes next is a deed of its own, also under the same group. */
export function rested(history: History): History {
  const last = history.done.at(-1);
  return last?.group === undefined ? history : { ...history, done: history.done.with(-1, { ...last, group: undefined }) };
}

/** Back over the last deed, with what it was done to selected; null at the beginning. */
export function undone(history: History): History | null {
  const last = history.done.at(-1);
  return last ? { now: last.before, done: history.done.slice(0, -1), undone: [...history.undone, last] } : null;
}

export function redone(history: History): History | null {
  const next = history.undone.at(-1);
  return next ? { now: next.after, done: [...history.done, { ...next, group: undefined }], undone: history.undone.slice(0, -1) } : null;
}
