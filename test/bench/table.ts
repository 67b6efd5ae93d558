import type { AtSize } from './at-size.ts';
import type { Name } from './contenders.ts';
import type { Where } from './cpu-profile.ts';
import type { Goal } from './goals.ts';
import type { Report } from './report.ts';
import { byName } from './rounds.ts';
import type { Round } from './rounds.ts';
import { measured } from './statistics.ts';
import type { Measured } from './statistics.ts';

const HEADS = ['', 'product', 'bare', 'bare + same writes'];
const READS = ['find', 'aggregate', 'count', 'distinct'];

const one = (value: number): string => value.toFixed(1);
const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(2);
const spread = ({ median, least, most }: Measured, write: (value: number) => string): string =>
  `${write(median)} (${write(least)}–${write(most)})`;

/** The whole report for people, in Markdown. */
export function tablesOf({ machine, sizes, goals, profile }: Report): string {
  const { date, processor, cores, memoryGigabytes, system, loadBefore, node, mongod, temporal } = machine;
  return [
    `${date} · ${processor}, ${String(cores)} cores, ${String(memoryGigabytes)} GB, ${system}, load before ${one(loadBefore)}`,
    `Node ${node} · ${mongod} · ${temporal}`,
    ...sizes.map(sizeTable),
    grid(['goal', 'at', 'wanted', 'reached', 'spread', ''], goals.map(goalRow)),
    `Where the worker’s time goes (node --cpu-prof, ${String(profile.loops)} loops), of each thread’s busy time:`,
    grid(['thread', 'busy', 'most of it'], [...rowsOf('starting', profile.starting), ...rowsOf('telling', profile.telling)]),
  ].join('\n\n');
}

function sizeTable({ loops, loopsARound, phases: { start, tell }, ingest, mongo, memory, crowd }: AtSize): string {
  const row = (
    words: string,
    rounds: Record<Name, Round[]>,
    figure: (round: Round) => number,
    write: (value: number) => string,
  ): string[] => {
    const figures = byName(rounds, figure);
    return [words, spread(figures.product, write), spread(figures.bare, write), spread(figures.writes, write)];
  };
  const sum = (kinds: Record<string, number>, names?: string[]): number =>
    Object.entries(kinds).reduce((total, [name, value]) => total + (!names || names.includes(name) ? value : 0), 0);
  const both = (words: string, figure: (round: Round) => number, write: (value: number) => string): string[][] => [
    row(`${words}, start`, start, figure, write),
    row(`${words}, tell`, tell, figure, write),
  ];
  const rows = [
    row('started to waiting a second', start, ({ rate }) => rate, one),
    row('told and closed a second', tell, ({ rate }) => rate, one),
    ['verify to sent p50 / p99, s', `${one(middle(tell.product, 'p50'))} / ${one(middle(tell.product, 'p99'))}`, '', ''],
    row('KB in Temporal a waiting loop', start, ({ temporalBytes }) => temporalBytes, kilobytes),
    ...both('processor ms a loop', ({ processor }) => sum(processor), one),
    ...both('Mongo reads a loop', ({ commands }) => sum(commands, READS), one),
    ...both('Mongo writes a loop', ({ commands }) => sum(commands) - sum(commands, READS), one),
  ];
  const stored = Object.entries(mongo).map(([name, { documents, files }]) => `${name} ${kilobytes(documents)} (${kilobytes(files)})`);
  const sizes = memory.map(({ waiting, megabytes }) => {
    const parts = Object.entries(megabytes).map(([part, value]) => `${part} ${value.toFixed(0)}`);
    return `- Memory with ${String(waiting)} waiting, MB: ${parts.join(', ')}`;
  });
  return [
    `At ${String(loops)} loops, in rounds of ${String(loopsARound)}; median (least–most):`,
    grid(HEADS, rows),
    [
      `- NDJSON rows taken a second: ${spread(measured(ingest), (value) => value.toFixed(0))}`,
      `- KB in Mongo a waiting loop, documents (files with indexes): ${stored.join(', ')}`,
      ...sizes,
      ...(crowd
        ? [
            `- Entry, accepted to waiting, ms: idle p50 ${one(crowd.idle.p50)}, p99 ${one(crowd.idle.p99)}; during a release p50 ${one(crowd.releasing.p50)}, p99 ${one(crowd.releasing.p99)}${crowd.duringAll ? '' : ' (the release ended before: too few loops)'}${lateWords(crowd.releasing.late)}`,
            `- That release: ${String(crowd.release.loops)} loops, ${one(crowd.release.rate)} told and closed a second, verify to sent p50 ${one(crowd.release.p50)} s, p99 ${one(crowd.release.p99)} s`,
          ]
        : []),
    ].join('\n'),
  ].join('\n\n');
}

const middle = (rounds: Round[], which: 'p50' | 'p99'): number => measured(rounds.map((round) => round[which] ?? 0)).median;

const goalRow = ({ goal, at, wanted, reached, spread: apart, met }: Goal): string[] => [
  goal,
  at,
  wanted,
  reached >= 100 ? reached.toFixed(0) : reached.toFixed(2),
  apart,
  met ? 'met' : 'short',
];

const rowsOf = (phase: string, threads: Where[]): string[][] =>
  threads.map(({ thread, busyPercent, parts }) => [
    `${phase}, ${thread}`,
    `${busyPercent.toFixed(0)} %`,
    parts
      .filter(({ percent }) => percent >= 1.5)
      .slice(0, 10)
      .map(({ part, percent }) => `${part} ${percent.toFixed(0)} %`)
      .join(', '),
  ]);

function grid(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, column) => Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heads), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

const lateWords = (late: number): string =>
  late === 0 ? '' : `; ${String(late)} did not wait within a minute of the last, and count as that minute`;
