import { NAMES } from './contenders.ts';
import type { Contender, Name } from './contenders.ts';
import type { Told } from './product.ts';
import { processorSeconds } from './process-use.ts';
import type { Part, Stand } from './stand.ts';
import { measured } from './statistics.ts';
import type { Measured } from './statistics.ts';
import { mongoCommands, temporalBytes } from './stored-bytes.ts';

/** One round of one contender, everything by loop. */
export interface Round extends Partial<Omit<Told, 'seconds'>> {
  rate: number;
  temporalBytes: number;
  commands: Record<string, number>;
  /** Processor milliseconds, by process; those of the others beside it are left out. */
  processor: Partial<Record<Part, number>>;
}

export type Phase = 'start' | 'tell';

const PARTS: Record<Name, Part[]> = {
  product: ['worker', 'api', 'temporal', 'mongod'],
  bare: ['bare', 'temporal'],
  writes: ['writes', 'temporal', 'mongod'],
};

/** A B C, then B C A, then C A B: what disturbs the machine, or grows meanwhile, meets all alike. */
export async function playPhase(
  stand: Stand,
  all: Contender[],
  phase: Phase,
  rounds: readonly { name: string; loops: number }[],
  say: (words: string) => void,
): Promise<Record<Name, Round[]>> {
  const played: Record<Name, Round[]> = { product: [], bare: [], writes: [] };
  for (const [turn, { name, loops }] of rounds.entries())
    for (let place = 0; place < all.length; place += 1) {
      const one = all[(turn + place) % all.length];
      if (!one) continue;
      const round = await playOne(stand, one, phase, name, loops);
      played[one.name].push(round);
      say(`${phase} ${String(turn + 1)}, ${one.name}: ${String(loops)} loops, ${round.rate.toFixed(1)} a second`);
    }
  return played;
}

async function playOne(stand: Stand, one: Contender, phase: Phase, round: string, loops: number): Promise<Round> {
  const bytes = await temporalBytes(stand.temporalFile);
  const commands = await mongoCommands(stand.connection);
  const busy = used(stand, PARTS[one.name]);
  const { seconds, ...more } = await one[phase](round);
  const [after, asked] = [used(stand, PARTS[one.name]), await mongoCommands(stand.connection)];
  const grown = (await temporalBytes(stand.temporalFile)) - bytes;
  const each = (now: Record<string, number>, before: Record<string, number>, unit: number): Record<string, number> =>
    Object.fromEntries(Object.entries(now).map(([name, value]) => [name, ((value - (before[name] ?? 0)) * unit) / loops]));
  return {
    ...more,
    rate: loops / seconds,
    temporalBytes: grown / loops,
    commands: each(asked, commands, 1),
    processor: each(after, busy, 1000),
  };
}

function used(stand: Stand, parts: Part[]): Record<string, number> {
  const seconds = parts.map((part) => [part, processorSeconds(stand.pids[part] ?? 0)] as const);
  return Object.fromEntries(seconds.flatMap(([part, value]) => (value === null ? [] : [[part, value] as const])));
}

/** The median of a figure over the rounds of each contender. */
export const byName = (rounds: Record<Name, Round[]>, figure: (round: Round) => number): Record<Name, Measured> =>
  Object.fromEntries(NAMES.map((name) => [name, measured(rounds[name].map(figure))])) as Record<Name, Measured>;

/** The product's figure by another's, round by round. */
export const ratio = (rounds: Record<Name, Round[]>, other: Name, figure: (round: Round) => number): Measured =>
  measured(
    rounds.product.map((round, turn) => {
      const beside = rounds[other][turn];
      return beside ? figure(round) / figure(beside) : 0;
    }),
  );
