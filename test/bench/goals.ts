import type { AtSize } from './at-size.ts';
import { ratio } from './rounds.ts';
import { measured } from './statistics.ts';

/** A figure that was set as a goal, and what was reached. */
export interface Goal {
  goal: string;
  at: string;
  reached: number;
  spread: string;
  wanted: string;
  met: boolean;
}

const two = (value: number): string => value.toFixed(2);

/** Every goal at every size; short is said as plainly as met. */
export function goalsOf(sizes: readonly AtSize[]): Goal[] {
  return [...sizes.flatMap(ratios), ...sizes.flatMap(memory), ...entering(sizes), ingest(sizes)];
}

function ratios({ loops, phases }: AtSize): Goal[] {
  const at = `${String(loops)} loops`;
  const starts = ratio(phases.start, 'bare', ({ rate }) => rate);
  const told = ratio(phases.tell, 'writes', ({ rate }) => rate);
  const bytes = ratio(phases.start, 'bare', ({ temporalBytes }) => temporalBytes);
  const goal = (words: string, { median, least, most }: typeof starts, wanted: number, more: boolean): Goal => ({
    goal: words,
    at,
    reached: median,
    spread: `${two(least)}–${two(most)}`,
    wanted: `${more ? '≥' : '≤'} ${String(wanted)}`,
    met: more ? median >= wanted : median <= wanted,
  });
  return [
    goal('starts, of bare', starts, 0.8, true),
    goal('told and closed, of bare with the same writes', told, 0.9, true),
    goal('Temporal bytes waiting, of bare', bytes, 1.2, false),
  ];
}

/** Flat: within a tenth. */
function memory({ memory: [few, many] }: AtSize): Goal[] {
  if (!few || !many) return [];
  const grown = (many.megabytes.worker ?? 0) / (few.megabytes.worker ?? 1);
  const at = `${String(few.waiting)} → ${String(many.waiting)} waiting`;
  return [{ goal: 'memory of the worker', at, reached: grown, spread: '', wanted: '≤ 1.1', met: grown <= 1.1 }];
}

function entering(sizes: readonly AtSize[]): Goal[] {
  return sizes.flatMap(({ crowd }) => {
    if (!crowd?.duringAll) return [];
    const times = crowd.releasing.p99 / crowd.idle.p99;
    const at = `${String(crowd.release.loops)} being told`;
    return [{ goal: 'entry p99 during a release, of idle', at, reached: times, spread: '', wanted: '≤ 2', met: times <= 2 }];
  });
}

function ingest(sizes: readonly AtSize[]): Goal {
  const { median, least, most } = measured(sizes.flatMap((size) => size.ingest));
  const spread = `${least.toFixed(0)}–${most.toFixed(0)}`;
  return { goal: 'NDJSON rows taken a second', at: 'over HTTP', reached: median, spread, wanted: '≥ 2000', met: median >= 2000 };
}
