import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atSize } from './at-size.ts';
import type { AtSize } from './at-size.ts';
import { goalsOf } from './goals.ts';
import { thisMachine } from './machine.ts';
import { optionsOf } from './options.ts';
import { profile } from './profile.ts';
import type { Report } from './report.ts';
import { Stand } from './stand.ts';
import { tablesOf } from './table.ts';

const begun = Date.now();
const seconds = (): number => Math.round((Date.now() - begun) / 1000);
const say = (words: string): void => void process.stderr.write(`${String(seconds()).padStart(5)} s  ${words}\n`);

const options = optionsOf(process.argv.slice(2));
const machine = await thisMachine();
const largest = Math.max(...options.sizes);
const sizes: AtSize[] = [];
for (const loops of options.sizes) {
  say(`${String(loops)} loops: starting the product and the two beside it`);
  const stand = await Stand.start();
  try {
    sizes.push(await atSize(stand, { loops, rounds: options.rounds, entries: loops === largest ? options.entries : null }, say));
  } finally {
    await stand.stop();
  }
}
say(`${String(options.profiled)} loops under the profiler`);
const report: Report = {
  machine,
  sizes,
  goals: goalsOf(sizes),
  profile: await profile(options.profiled),
  seconds: seconds(),
};
await mkdir(dirname(options.json), { recursive: true });
await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`${tablesOf(report)}\n\n${String(report.seconds)} s in all; everything measured: ${options.json}\n`);
process.exit(0);
