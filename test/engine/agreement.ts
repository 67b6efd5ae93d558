import { parseArgs } from 'node:util';
import { provideTemporalTestServer } from '../../server/launch/provision.mjs';
import { BothWays, apart, casesReaching, differing, exitsReached } from './both-ways.ts';
import type { Played } from './both-ways.ts';
import { randomCase } from './random-case.ts';
import type { RandomCase } from './random-case.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '100' },
    among: { type: 'string', default: '60000' },
    batch: { type: 'string', default: '100' },
    case: { type: 'string', multiple: true },
  },
});
/** A case opens at another weekday than it was chosen by, and may then take another way: what is short after a round is played in the next. */
const SPARE = 1.15;
const MOST_ROUNDS = 8;
const say = (words: string): void => void process.stderr.write(`${words}\n`);
const testServer = await provideTemporalTestServer(say);
const reached = new Map<string, number>();
const sum = { cases: 0, differing: 0, apart: 0 };

/** A server of its own for each batch: the clock of one is shared by all its loops. */
async function batch(cases: RandomCase[]): Promise<void> {
  const both = await BothWays.open(testServer);
  try {
    const played: Played[] = await both.play(cases);
    for (const [exit, times] of exitsReached(played)) reached.set(exit, (reached.get(exit) ?? 0) + times);
    const other = differing(played);
    for (const one of other) process.stdout.write(`${JSON.stringify(one)}\n`);
    sum.cases += played.length;
    sum.differing += other.length;
    sum.apart = Math.max(sum.apart, ...played.map(apart));
    say(`${String(sum.cases)} cases, ${String(sum.differing)} differ`);
  } finally {
    await both.close();
  }
}

async function playAll(cases: RandomCase[]): Promise<void> {
  say(`${String(cases.length)} cases to play`);
  const size = Number(values.batch);
  for (let begin = 0; begin < cases.length; begin += size) await batch(cases.slice(begin, begin + size));
}

const times = Number(values.times);
const among = Number(values.among);
const reachedLeast = (): number => Math.min(...reached.values());
if (values.case) await playAll(values.case.map((number) => randomCase(Number(number))));
else
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || reachedLeast() < times); round += 1)
    await playAll(await casesReaching(Math.ceil(times * SPARE), { from: round * among, among, reached }));
const rows = [...reached].sort(([a], [b]) => a.localeCompare(b)).map(([exit, times]) => `  ${exit}: ${String(times)}`);
const least = reachedLeast();
process.stdout.write(
  `${rows.join('\n')}\n${String(sum.cases)} cases on Temporal and in simulation, each of ${String(reached.size)} exits at least ${String(least)} times; ` +
    `${String(sum.differing)} differ; times at most ${(sum.apart / 1000).toFixed(1)} s apart\n`,
);
process.exitCode = sum.differing > 0 || least < times ? 1 : 0;
