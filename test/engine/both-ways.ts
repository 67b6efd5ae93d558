import { TestWorkflowEnvironment } from '@temporalio/testing';
import { simulate } from '../../workflows/simulate/simulate.ts';
import type { Simulated } from '../../workflows/simulate/simulate.ts';
import type { World } from '../../workflows/simulate/world.ts';
import { LoopStage } from './loop-stage.ts';
import { MINUTE, randomCase } from './random-case.ts';
import type { RandomCase } from './random-case.ts';
import { Worlds } from './worlds.ts';

const HORIZON = 60 * 24 * 60 * MINUTE;
/** Walking takes no time in simulation and some real seconds on the server. */
export const DRIFT = MINUTE;

/** One case as it went on Temporal (`world`) and over virtual time (`simulated`). */
export interface Played extends RandomCase {
  opened: number;
  world: World;
  simulated: Simulated;
}

type Trail = Pick<Simulated, 'trail'>;
const steps = ({ trail }: Trail): unknown => trail.map(({ at: _at, ...entry }) => entry);
const trailOf = (world: World): Trail => ({ trail: [...world.trail.values()].sort((a, b) => a.sequence - b.sequence) });
const exitsOf = ({ trail }: Trail): string[] => [...new Set(trail.map(({ kind, exit }) => `${kind} ${exit}`))];

const play = (one: RandomCase, opened: number, shift = 0): Promise<Simulated> =>
  simulate(
    one.plan,
    one.outset(opened),
    one.happenings(opened).map((what) => ({ ...what, at: what.at + shift })),
    opened + HORIZON,
  );

/** Among which numbers cases are chosen, and how often exits were `reached` already. */
interface Choice {
  from?: number;
  among: number;
  reached?: ReadonlyMap<string, number>;
}

/**
 * Random cases in their order, each that takes a kind of step through an exit which fewer than `times` before it have reached.
 * Left out is whose story hangs on two things happening within the drift of each other.
 */
export async function casesReaching(times: number, { from = 0, among, reached: before = new Map() }: Choice): Promise<RandomCase[]> {
  const chosen: RandomCase[] = [];
  const reached = new Map(before);
  for (let number = from; number < from + among; number++) {
    const one = randomCase(number);
    const story = await play(one, Date.UTC(2026, 2, 1));
    const exits = exitsOf(story);
    if (exits.every((exit) => (reached.get(exit) ?? 0) >= times)) continue;
    const shifted = await Promise.all([-DRIFT, DRIFT].map((shift) => play(one, Date.UTC(2026, 2, 1), shift)));
    const told = (some: Simulated): string => JSON.stringify([steps(some), some.ending]);
    if (shifted.some((other) => told(other) !== told(story))) continue;
    for (const exit of exits) reached.set(exit, (reached.get(exit) ?? 0) + 1);
    chosen.push(one);
  }
  return chosen;
}

/** How many cases took a kind of step through an exit, by "kind exit". */
export function exitsReached(played: readonly Played[]): Map<string, number> {
  const reached = new Map<string, number>();
  for (const exit of played.flatMap(({ simulated }) => exitsOf(simulated))) reached.set(exit, (reached.get(exit) ?? 0) + 1);
  return reached;
}

/** The cases that went another way on Temporal: steps, visits, exits, reasons or ending. */
export const differing = (played: readonly Played[]): unknown[] =>
  played
    .map(({ name, world, simulated }) => ({
      name,
      temporal: [steps(trailOf(world)), world.ending],
      simulated: [steps(simulated), simulated.ending],
    }))
    .filter(({ temporal, simulated }) => JSON.stringify(temporal) !== JSON.stringify(simulated));

/** By how many milliseconds the times of one case differ at most; walking itself takes some on Temporal. */
export const apart = ({ world, simulated }: Played): number =>
  Math.max(0, ...trailOf(world).trail.map((entry, index) => Math.abs(entry.at - (simulated.trail[index]?.at ?? 0))));

/** Plays cases on a real worker with a Temporal server that skips time, and beside it in simulation. */
export class BothWays {
  private constructor(
    private readonly env: TestWorkflowEnvironment,
    private readonly worlds: Worlds,
    private readonly stage: LoopStage,
  ) {}

  static async open(testServer: string): Promise<BothWays> {
    const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: testServer } } });
    const worlds = new Worlds(() => env.currentTimeMs());
    const stage = new LoopStage({ client: env.client, connection: env.nativeConnection, namespace: 'default', ports: worlds.ports });
    await stage.start();
    return new BothWays(env, worlds, stage);
  }

  async play(cases: readonly RandomCase[]): Promise<Played[]> {
    const played: Played[] = [];
    for (const one of cases) {
      const opened = await this.env.currentTimeMs();
      const world = this.worlds.open(one.name, one.outset(opened));
      await this.stage.open(one.plan, { loop: one.name, generation: 1 });
      played.push({ ...one, opened, world, simulated: await play(one, opened) });
    }
    await this.throughTime(played);
    const last = Math.max(...played.map(({ opened }) => opened));
    await this.env.sleep(last + HORIZON - (await this.env.currentTimeMs()));
    return played;
  }

  async close(): Promise<void> {
    await this.stage.stop();
    await this.env.teardown();
  }

  private async throughTime(played: readonly Played[]): Promise<void> {
    const all = played.flatMap((one) => one.happenings(one.opened).map((what) => ({ one, what })));
    for (const { one, what } of all.sort((a, b) => a.what.at - b.what.at)) {
      if (one.world.ending !== null) continue;
      const ahead = what.at - (await this.env.currentTimeMs());
      if (ahead > 0) await this.env.sleep(ahead);
      this.worlds.happen(one.name, what);
      await this.stage.hint({ loop: one.name, generation: 1 });
    }
  }
}
