import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { measured } from '../statistics.ts';
import type { Rate } from './in-memory.ts';
import type { Measures } from './measure.ts';

const WANTED = 20_000;
const { values } = parseArgs({
  options: {
    feedback: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string', default: '.loopwright/bench-backtest.json' },
  },
});
const feedback = Number(values.feedback);
const rounds = Number(values.rounds);
const say = (words: string): void => void process.stderr.write(`${words}\n`);

say(`${String(feedback)} feedback, once to warm up, ${String(rounds)} times in memory and as often from MongoDB`);
const measure = join(import.meta.dirname, 'measure.ts');
const child = await promisify(execFile)(process.execPath, ['--import', 'tsx', measure, String(feedback), String(rounds)], {
  maxBuffer: 1e7,
});
const { memory, mongo } = JSON.parse(child.stdout) as Measures;
const report = {
  date: new Date().toISOString(),
  processor: cpus()[0]?.model ?? '',
  load: loadavg()[0],
  node: process.version,
  feedback,
  memory,
  mongo,
};
await mkdir(dirname(values.json), { recursive: true });
await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);

const row = (words: string, rates: readonly Rate[]): string => {
  const spread = (pick: (rate: Rate) => number): string => {
    const { median, least, most } = measured(rates.map(pick));
    return `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
  };
  return `| ${words} | ${spread(({ perProcessorSecond }) => perProcessorSecond)} | ${spread(({ perSecond }) => perSecond)} |`;
};
const reached = measured(memory.map(({ perProcessorSecond }) => perProcessorSecond)).median;
process.stdout.write(
  [
    `${report.date} · ${report.processor}, load ${String(report.load?.toFixed(1))} · Node ${report.node} · ${String(feedback)} feedback, a flow of six steps`,
    '',
    '| feedback a second | of processor time, one core | by the clock |',
    '| --- | --- | --- |',
    row('rows in memory', memory),
    row('read from MongoDB', mongo),
    '',
    `Wanted: ${String(WANTED)} in memory on one core; ${reached >= WANTED ? 'met' : 'short'}. Others at work here slow the clock, not the processor time.`,
    `Everything measured: ${values.json}`,
    '',
  ].join('\n'),
);
process.exit(0);
