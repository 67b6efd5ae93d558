import { readdir } from 'node:fs/promises';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBundles } from '@loopwright/workflows/worker';
import type { Bundles } from '@loopwright/workflows/worker';
import { PlanCodec } from '../../workflows/temporal/codec.ts';
import { PlanCache } from '../../workflows/temporal/plan-cache.ts';
import { readRecording, RECORDINGS } from './recording.ts';
import type { Recording } from './recording.ts';
import { STORIES } from './stories.ts';

Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions: { logging: { filter: 'off', forward: {} } } });

const NAMES = [...STORIES.map(({ name }) => name), 'release', 'recall'];
let bundles: Bundles;
beforeAll(async () => {
  bundles = await loadBundles();
});

/** Replays every run of a recording, without a server. */
async function replay({ bundle, plans, runs }: Recording, mutate = (code: string): string => code): Promise<void> {
  const stored = new Map(plans.map((plan) => [plan.$plan, plan]));
  const codec = new PlanCodec(new PlanCache((hash) => Promise.resolve(stored.get(hash) ?? null), 10));
  const workflowBundle = { code: mutate(bundles[bundle].code) };
  for (const run of runs) await Worker.runReplayHistory({ workflowBundle, dataConverter: { payloadCodecs: [codec] } }, run);
}

const eventsOf = ({ runs }: Recording): { eventType: string }[] =>
  runs.flatMap((run) => (run as { events: { eventType: string }[] }).events);

describe('golden histories', () => {
  it('are all there, one for each story', async () => {
    expect((await readdir(RECORDINGS)).sort()).toEqual(NAMES.map((name) => `${name}.json`).sort());
  });

  it.each(NAMES)('%s replays on the interpreter of today', async (name) => {
    await replay(await readRecording(name));
  });

  it('cross a continue-as-new, a move to another version, an unwinding, a pause, retries and a failure', async () => {
    const continued = await readRecording('continued');
    expect(continued.runs).toHaveLength(2);
    expect(eventsOf(continued).map(({ eventType }) => eventType)).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW');
    const moved = await readRecording('moved');
    expect(moved.runs).toHaveLength(2);
    expect(moved.plans).toHaveLength(2);
    const scheduled = async (name: string): Promise<number> =>
      eventsOf(await readRecording(name)).filter(({ eventType }) => eventType === 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED').length;
    expect(await scheduled('unwound')).toBeGreaterThan(1);
    expect(await scheduled('paused-and-retried')).toBeGreaterThan(1);
    expect(await scheduled('failed-by-a-bug')).toBe(5);
  });

  it('hold ids and hashes, never a plan, its words or its settings', async () => {
    for (const { name, plan } of STORIES) {
      const events = eventsOf(await readRecording(name));
      const text = JSON.stringify(events, (key, value: unknown) =>
        key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
      );
      expect(text).toContain(plan.$plan);
      for (const word of ['"exits"', '"config"', 'you-asked-we-changed', 'nothing changed in time', 'have a look', 'customer.attributes'])
        expect(text).not.toContain(word);
    }
  });
});

describe('an interpreter that gives its commands in another order', () => {
  const swap =
    (from: string, to: string) =>
    (code: string): string => {
      if (!code.includes(from)) throw new Error(`the bundle does not say ${from}`);
      return code.replaceAll(from, to);
    };

  it.each([
    ['busy', 'looks up what it should do outside', swap('=>step.act();', '=>step.decide();')],
    ['told', 'asks before it has parked', swap('=>effects.park(', '=>effects.settle(')],
    ['told', 'does not wait', swap('()=>hinted, ms)', '()=>true, ms)')],
    ['continued', 'goes on longer in one run', swap('MOST_CALLS = 250', 'MOST_CALLS = 400')],
  ])('fails the replay of “%s” where it %s', async (name, _, mutate) => {
    await expect(replay(await readRecording(name), mutate)).rejects.toThrow(DeterminismViolationError);
  });

  it('cannot replay without the plan', async () => {
    const recording = await readRecording('told');
    await expect(replay({ ...recording, plans: [] })).rejects.toThrow(`there is no plan ${recording.plans[0]?.$plan ?? ''}`);
  });
});
