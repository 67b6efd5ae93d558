import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { Stage } from '../protocol/stage.ts';
import { killUntil } from './kill-campaign.ts';
import { inOneLine, noKills } from './kill-tally.ts';
import type { KillTally } from './kill-tally.ts';
import { crashCase, raceCase } from './random-case.ts';
import type { CaseResult } from './random-case.ts';

interface Tally {
  cases: number;
  struck: number;
  unknown: number;
  broken: { seed: number; what: string; broken: string[] }[];
}

/** How far a campaign has come; kept in a file, so that it goes on where it was stopped. */
interface State {
  crashes: Tally;
  races: Tally;
  kills: KillTally;
}

const { values } = parseArgs({
  options: {
    crashes: { type: 'string', default: '10000' },
    races: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '300' },
    minutes: { type: 'string', default: '180' },
    stages: { type: 'string', default: '4' },
    state: { type: 'string', default: '.loopwright/faults.json' },
  },
});

const fresh = (): Tally => ({ cases: 0, struck: 0, unknown: 0, broken: [] });
const kept = await readFile(values.state, 'utf8').then(
  (text) => JSON.parse(text) as Partial<State>,
  () => ({}),
);
const state: State = { crashes: fresh(), races: fresh(), kills: noKills(), ...kept };
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
  if (next < wanted) await Promise.all(Array.from({ length: Number(values.stages) }, lane));
  await save();
}

function shown(kind: 'crashes' | 'races'): string[] {
  const { cases, struck, unknown, broken } = state[kind];
  return [
    `${kind}: ${String(cases)} cases, ${String(struck)} faults struck, ${String(unknown)} messages unknown, ${String(broken.length)} promises broken`,
    ...broken.slice(0, 20).map((one) => `  seed ${String(one.seed)}: ${one.what}: ${one.broken.join('; ')}`),
  ];
}

await run('crashes', Number(values.crashes), crashCase);
await run('races', Number(values.races), raceCase);
await killUntil(Number(values.kills), until, state.kills, save);
const lines = [
  ...shown('crashes'),
  ...shown('races'),
  inOneLine(state.kills),
  ...state.kills.broken.slice(0, 20).map(({ round, broken }) => `  round ${String(round)}: ${broken.join('; ')}`),
];
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = [state.crashes, state.races, state.kills].some(({ broken }) => broken.length > 0) ? 1 : 0;
