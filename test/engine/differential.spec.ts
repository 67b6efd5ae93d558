import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { simulate } from '../../workflows/simulate/simulate.ts';
import type { Happening, Simulated } from '../../workflows/simulate/simulate.ts';
import type { World } from '../../workflows/simulate/world.ts';
import { LoopStage } from './loop-stage.ts';
import { MINUTE, randomCase } from './random-case.ts';
import type { RandomCase } from './random-case.ts';
import { Worlds } from './worlds.ts';

const CASES = 160;
const HORIZON = 60 * 24 * 60 * MINUTE;
/** Walking takes no time in simulation and some real seconds on the server. */
const DRIFT = MINUTE;

interface Played extends RandomCase {
  opened: number;
  world: World;
  simulated: Simulated;
}

const steps = ({ trail }: { trail: Simulated['trail'] }): unknown => trail.map(({ at: _at, ...entry }) => entry);
const play = (one: RandomCase, opened: number, shift = 0): Promise<Simulated> =>
  simulate(
    one.plan,
    one.outset(opened),
    one.happenings(opened).map((what) => ({ ...what, at: what.at + shift })),
    opened + HORIZON,
  );

/** Cases whose story does not hang on two things happening within the drift of each other. */
async function unambiguous(count: number): Promise<RandomCase[]> {
  const cases: RandomCase[] = [];
  for (let number = 0; cases.length < count; number++) {
    const one = randomCase(number);
    const stories = await Promise.all([-DRIFT, 0, DRIFT].map((shift) => play(one, Date.UTC(2026, 2, 1), shift)));
    if (new Set(stories.map((story) => JSON.stringify([steps(story), story.ending]))).size === 1) cases.push(one);
  }
  return cases;
}

describe('random flows and histories', () => {
  let env: TestWorkflowEnvironment;
  let stage: LoopStage;
  const played: Played[] = [];

  beforeAll(async () => {
    env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: inject('temporalTestServer') } },
    });
    const worlds = new Worlds(() => env.currentTimeMs());
    stage = new LoopStage({ client: env.client, connection: env.nativeConnection, namespace: 'default', ports: worlds.ports });
    await stage.start();
    const begun = Date.now();
    for (const one of await unambiguous(CASES)) {
      const opened = await env.currentTimeMs();
      const world = worlds.open(one.name, one.outset(opened));
      await stage.open(one.plan, { loop: one.name, generation: 1 });
      played.push({ ...one, opened, world, simulated: await play(one, opened) });
    }
    const opened = Math.max(...played.map((one) => one.opened));
    await throughTime(env, played, async ({ name }, what) => {
      worlds.happen(name, what);
      await stage.hint({ loop: name, generation: 1 });
    });
    await env.sleep(opened + HORIZON - (await env.currentTimeMs()));
    process.stdout.write(`  ${String(CASES)} cases in ${String(Math.round((Date.now() - begun) / 1000))} s\n`);
  }, 600_000);

  afterAll(async () => {
    await stage.stop();
    await env.teardown();
  });

  it('walk the same trail on Temporal and in simulation', () => {
    const differing = played.filter(({ world, simulated }) => JSON.stringify(steps(trailOf(world))) !== JSON.stringify(steps(simulated)));
    expect(differing.map(({ name, world, simulated }) => ({ name, temporal: steps(trailOf(world)), simulated: steps(simulated) }))).toEqual(
      [],
    );
  });

  it('end the same way', () => {
    expect(played.map(({ name, world }) => [name, world.ending])).toEqual(played.map(({ name, simulated }) => [name, simulated.ending]));
  });

  it('do everything at the same time, but for the seconds that walking takes', () => {
    const late = played.flatMap(({ world, simulated }) =>
      trailOf(world).trail.map((entry, index) => Math.abs(entry.at - (simulated.trail[index]?.at ?? 0))),
    );
    expect(Math.max(...late)).toBeLessThan(DRIFT);
  });

  it('are varied enough to mean something', () => {
    const seen = new Set(played.flatMap(({ simulated }) => simulated.trail.map(({ kind, exit }) => `${kind} ${exit}`)));
    expect(seen.size).toBeGreaterThanOrEqual(18);
    expect(seen).toContain('send-message unwound');
    for (const exit of ['assign next', 'assign done', 'assign not-done']) expect(seen).toContain(exit);
    expect(played.filter(({ simulated }) => simulated.ending === null).length).toBeGreaterThan(10);
    expect(played.filter(({ simulated }) => simulated.trail.length >= 4).length).toBeGreaterThan(30);
  });
});

const trailOf = (world: World): { trail: Simulated['trail'] } => ({
  trail: [...world.trail.values()].sort((a, b) => a.sequence - b.sequence),
});

async function throughTime(
  env: TestWorkflowEnvironment,
  played: Played[],
  happened: (one: Played, what: Happening) => Promise<void>,
): Promise<void> {
  const all = played.flatMap((one) => one.happenings(one.opened).map((what) => ({ one, what })));
  for (const { one, what } of all.sort((a, b) => a.what.at - b.what.at)) {
    const ahead = what.at - (await env.currentTimeMs());
    if (ahead > 0) await env.sleep(ahead);
    await happened(one, what);
  }
}
