import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { Stage } from '../protocol/stage.ts';
import { crashCase, raceCase } from './random-case.ts';
import type { CaseResult } from './random-case.ts';

/** How far a campaign has come; kept in a file, so that it goes on where it was stopped. */
interface Tally {
  cases: number;
  struck: number;
  unknown: number;
  broken: { seed: number; what: string; broken: string[] }[];
}

const { values } = parseArgs({
  options: {
    crashes: { type: 'string', default: '10000' },
    races: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '60' },
    stages: { type: 'string', default: '4' },
    state: { type: 'string', default: '.loopwright/faults.json' },
  },
});

const fresh = (): Tally => ({ cases: 0, struck: 0, unknown: 0, broken: [] });
const state = await readFile(values.state, 'utf8').then(
  (text) => JSON.parse(text) as Record<'crashes' | 'races', Tally>,
  () => ({ crashes: fresh(), races: fresh() }),
);
const until = Date.now() + Number(values.minutes) * 60_000;
const save = async (): Promise<void> => {
  await mkdir(dirname(values.state), { recursive: true });
  await writeFile(values.state, `${JSON.stringify(state, null, 2)}\n`);
};

async function run(kind: 'crashes' | 'races', wanted: number, play: (stage: Stage, seed: number) => Promise<CaseResult>): Promise<void> {
  const tally = state[kind];
  let next = tally.cases;
  const lane = async (): Promise<void> => {
    const stage = await Stage.open(process.env['MONGODB_URI'] ?? '');
    while (next < wanted && Date.now() < until) {
      const seed = next++;
      const result = await play(stage, seed);
      tally.cases += 1;
      tally.struck += result.struck;
      tally.unknown += result.unknown;
      if (result.broken.length > 0) tally.broken.push({ seed, what: result.what, broken: result.broken });
      if (tally.cases % 100 === 0) {
        await save();
        process.stderr.write(`${kind}: ${String(tally.cases)} of ${String(wanted)}, ${String(tally.broken.length)} broken\n`);
      }
    }
    await stage.close();
  };
  await Promise.all(Array.from({ length: Number(values.stages) }, lane));
  await save();
}

await run('crashes', Number(values.crashes), crashCase);
await run('races', Number(values.races), raceCase);
for (const [kind, tally] of Object.entries(state)) {
  process.stdout.write(
    `${kind}: ${String(tally.cases)} cases, ${String(tally.struck)} faults struck, ${String(tally.unknown)} messages unknown, ${String(tally.broken.length)} promises broken\n`,
  );
  for (const one of tally.broken.slice(0, 20)) process.stdout.write(`  seed ${String(one.seed)}: ${one.what}: ${one.broken.join('; ')}\n`);
}
process.exitCode = Object.values(state).some((tally) => tally.broken.length > 0) ? 1 : 0;
