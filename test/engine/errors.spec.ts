import { WorkflowFailedError } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LoopRef, Ports } from '@loopwright/workflows/ports';
import { Outage } from '@loopwright/workflows/ports';
import { judgeByClass } from '@loopwright/workflows/worker';
import type { World } from '../../workflows/simulate/world.ts';
import { LoopStage } from './loop-stage.ts';
import { busyPlan } from './plans.ts';
import { Worlds } from './worlds.ts';

describe('a port that fails', () => {
  let env: TestWorkflowEnvironment;
  let stage: LoopStage;
  let worlds: Worlds;
  const judged: string[] = [];

  beforeAll(async () => {
    env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: inject('temporalTestServer') } },
    });
    worlds = new Worlds(() => env.currentTimeMs());
    const judge: typeof judgeByClass = (error, activity) => {
      judged.push(`${activity}: ${String(error)}`);
      return judgeByClass(error, activity);
    };
    stage = new LoopStage({ client: env.client, connection: env.nativeConnection, namespace: 'default', ports: worlds.ports, judge });
    await stage.start();
  });
  afterAll(async () => {
    await stage.stop();
    await env.teardown();
  });

  async function walked(loop: string, spoil: (ports: Ports) => Ports): Promise<{ world: World; failed: boolean; ref: LoopRef }> {
    const ref = { loop, generation: 1 };
    const opened = await env.currentTimeMs();
    const feedback = { themes: ['pricing'], occurredAt: new Date(opened), attributes: {} };
    const world = worlds.open(loop, { opened, customer: { attributes: {} }, feedback, feedbackId: loop, customerId: loop }, spoil);
    const handle = await stage.open(busyPlan(loop), ref);
    const failed = await handle.result().then(
      () => false,
      (error: unknown) => error instanceof WorkflowFailedError,
    );
    return { world, failed, ref };
  }
  const calls = (most: number, error: () => Error): { left: number; or: <A>(call: () => Promise<A>) => Promise<A> } => {
    const count = { left: most, or: <A>(call: () => Promise<A>): Promise<A> => (count.left-- > 0 ? Promise.reject(error()) : call()) };
    return count;
  };

  it('because something outside is away is called until it is back', async () => {
    const acts = calls(12, () => new Outage('crm-away'));
    const parks = calls(8, () => new Outage('database-away'));
    const { world, failed } = await walked('outages', (ports) => ({
      ...ports,
      waits: { ...ports.waits, park: (call) => parks.or(() => ports.waits.park(call)) },
      webhooks: { call: (call) => acts.or(() => ports.webhooks.call(call)) },
    }));
    expect(failed).toBe(false);
    expect(world.ending).toEqual({ end: 'ended', code: 'nothing-more' });
    expect([acts.left, parks.left]).toEqual([-1, -1]);
  });

  it('by a bug is called five times, then the loop is marked as failed with its trail, and the error is seen here only', async () => {
    const acts = calls(99, () => new TypeError('secret of a customer'));
    const { world, failed, ref } = await walked('bug', (ports) => ({
      ...ports,
      webhooks: { call: (call) => acts.or(() => ports.webhooks.call(call)) },
    }));
    expect(failed).toBe(true);
    expect(acts.left).toBe(99 - 5);
    expect(world.ending).toEqual({ end: 'failed', code: 'bug' });
    expect([...world.trail.values()].map(({ step }) => step)).toEqual(['pause', 'pro', 'halves']);
    expect(judged).toContain('act: TypeError: secret of a customer');
    expect(JSON.stringify(await stage.handle(ref).fetchHistory())).not.toContain('secret');
  });

  it('by a bug in bookkeeping, now and then, does not end the loop', async () => {
    const draws = calls(4, () => new Error('once in a while'));
    const { world, failed } = await walked('flaky', (ports) => ({
      ...ports,
      splits: { draw: (call) => draws.or(() => ports.splits.draw(call)) },
    }));
    expect(failed).toBe(false);
    expect(world.ending).toEqual({ end: 'ended', code: 'nothing-more' });
  });

  it('by answering with an exit the plan does not have ends the loop as failed at once', async () => {
    const { world, failed } = await walked('odd', (ports) => ({
      ...ports,
      webhooks: { call: () => Promise.resolve({ exit: 'toString' }) },
    }));
    expect(failed).toBe(true);
    expect(world.ending).toEqual({ end: 'failed', code: 'bug' });
  });
});
