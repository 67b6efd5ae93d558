import type { Effects, Journey, WalkEnd } from '../engine/effects.ts';
import { fresh } from '../engine/journey.ts';
import { loopActivities } from '../engine/loop-activities.ts';
import { counted } from '../engine/run-budget.ts';
import type { Ending } from '../engine/step-context.ts';
import { walk } from '../engine/walk.ts';
import type { Plan } from '../terms/plan.ts';
import type { TrailEntry, WalkState } from '../terms/walk-state.ts';
import { happen, worldOf } from './world.ts';
import type { Happening, Outset, SimulatedMessage, WaitRow } from './world.ts';
import { worldPorts } from './world-ports.ts';

export type { Happening, KnownImprovement, Leaving, Outset, SendGate, SimulatedMessage, WaitRow } from './world.ts';
export { nextSlot } from './house.ts';

/** What a loop did until the horizon, and where it stands if it has not ended. */
export interface Simulated {
  trail: TrailEntry[];
  state: WalkState;
  /** How it ended; null while it stands or was ended by somebody else. */
  ending: Ending | null;
  messages: SimulatedMessage[];
  /** Where it stands at the horizon; null where it came to an end. */
  standing: WaitRow | null;
}

/** Thrown where the walk would stand beyond the horizon. */
class Horizon extends Error {}

/**
 * Walks a plan for one customer over virtual time. Nothing outside is touched. `callsPerRun` makes the walk go on in
 * fresh runs, each from nothing but the written journey, as the real engine does.
 */
export async function simulate(
  plan: Plan,
  outset: Outset,
  happenings: readonly Happening[],
  until: number,
  { callsPerRun = Infinity }: { callsPerRun?: number } = {},
): Promise<Simulated> {
  const time = { now: outset.opened };
  const world = worldOf(outset, () => time.now);
  const ahead = [...happenings].sort((a, b) => a.at - b.at);
  const next = (limit: number): boolean => {
    const at = ahead[0]?.at;
    if (at === undefined || at > Math.min(limit, until)) return false;
    while (ahead[0]?.at === at) happen(world, ahead.shift() as Happening);
    time.now = Math.max(time.now, at);
    return true;
  };
  while (next(outset.opened));
  const freshRun = (): Effects => {
    const { activities, calls } = counted(loopActivities(worldPorts(world)));
    return { ...activities, now: () => time.now, hintOr, shouldContinue: () => calls() >= callsPerRun };
  };
  const hintOr: Effects['hintOr'] = (deadline) => {
    if (next(deadline ?? Infinity)) return Promise.resolve();
    if (deadline === null || deadline > until) return Promise.reject(new Horizon());
    time.now = Math.max(time.now, deadline);
    return Promise.resolve();
  };
  const journey = await walkOn(plan, { loop: 'simulated', generation: 1, state: fresh(), trail: [] }, freshRun);
  for (const entry of journey.trail) world.trail.set(entry.sequence, entry);
  const trail = [...world.trail.values()].sort((a, b) => a.sequence - b.sequence);
  const standing = world.ending ? null : ([...world.waits.values()].findLast(({ outcome }) => outcome === null) ?? null);
  return { trail, state: journey.state, ending: world.ending, messages: [...world.messages.values()], standing };
}

async function walkOn(plan: Plan, start: Journey, freshRun: () => Effects): Promise<Journey> {
  let journey = start;
  const run = (): Promise<WalkEnd | 'horizon'> =>
    walk(plan, journey, freshRun()).catch((error: unknown) => {
      if (error instanceof Horizon) return 'horizon' as const;
      throw error;
    });
  while ((await run()) === 'continued') journey = JSON.parse(JSON.stringify(journey)) as Journey;
  return journey;
}
