import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Plan } from '@loopwright/workflows/contract';
import type { LoopRef, Ports } from '@loopwright/workflows/ports';
import { STANDING } from '@loopwright/workflows/worker';
import type { KnownImprovement, Outset } from '../../workflows/simulate/simulate.ts';
import { LoopStage } from './loop-stage.ts';
import { ownNamespace } from './own-namespace.ts';
import { promisePlan } from './plans.ts';
import { pagedRelease, playRecall, playRelease } from './release-stories.ts';
import { Worlds } from './worlds.ts';

const HOUR = 3_600_000;
const CACHED = 3;
const outset = (loop: string): Outset => ({
  opened: Date.now(),
  customer: { attributes: {} },
  feedback: { themes: ['pricing'], occurredAt: new Date(Date.now() - HOUR), attributes: {} },
  feedbackId: loop,
  customerId: loop,
});
const shipped = (): KnownImprovement => ({ id: 'i1', state: 'verified', themes: ['pricing'], shippedAt: new Date(), revision: 1 });

describe('loops on a real Temporal server', () => {
  let own: Awaited<ReturnType<typeof ownNamespace>>;
  let stage: LoopStage;
  const worlds = new Worlds(() => Date.now());
  const release = pagedRelease(7);
  const plan: Plan = promisePlan('promise', HOUR);

  const open = async (loop: string, spoil?: (ports: Ports) => Ports): Promise<LoopRef> => {
    worlds.open(loop, outset(loop), spoil);
    await stage.open(plan, { loop, generation: 1 });
    return { loop, generation: 1 };
  };
  const told = async (ref: LoopRef): Promise<string[]> => {
    await stage.handle(ref).result();
    return [...worlds.of(ref.loop).trail.values()].map(({ step, exit }) => `${step} ${exit}`);
  };
  const parked = async ({ loop }: LoopRef): Promise<void> => {
    while (worlds.of(loop).waits.size === 0) await pause(20);
  };
  const free = async (ref: LoopRef): Promise<void> => {
    worlds.happen(ref.loop, { at: Date.now(), improvement: shipped() });
    await stage.hint(ref);
  };

  beforeAll(async () => {
    own = await ownNamespace(inject('temporalAddress'));
    stage = new LoopStage({ ...own, ports: worlds.ports, release, sizes: { cachedLoops: CACHED } });
    await stage.start();
  });
  afterAll(async () => {
    await stage.stop();
    await own.close();
  });

  it('are told though the worker had to forget most of them while they waited', async () => {
    const refs = await Promise.all(Array.from({ length: CACHED * 4 }, (_, n) => open(`evicted-${String(n)}`)));
    await Promise.all(refs.map(parked));
    const standing = await Promise.all(refs.map((ref) => stage.handle(ref).query(STANDING)));
    expect(standing).toEqual(refs.map(() => ({ at: 'wait', visits: { wait: 1 }, hands: {}, parks: 0, sequence: 0 })));
    await Promise.all(refs.map(free));
    for (const ref of refs) expect(await told(ref)).toEqual(['wait verified', 'tell sent', 'done end']);
  });

  it('go on with a new worker', async () => {
    const ref = await open('moved');
    await parked(ref);
    await stage.stop();
    await free(ref);
    await stage.start();
    expect(await told(ref)).toEqual(['wait verified', 'tell sent', 'done end']);
  });

  it('keep a hint that comes between looking at the facts and beginning to wait', async () => {
    const ref = await open('raced', (ports) => ({
      ...ports,
      waits: {
        ...ports.waits,
        park: async (call) => {
          const result = await ports.waits.park(call);
          await free(ref);
          return result;
        },
      },
    }));
    expect(await told(ref)).toEqual(['wait verified', 'tell sent', 'done end']);
  });

  it('wait on through more hints than one run takes', async () => {
    let settled = 0;
    const ref = await open('hinted', (ports) => ({
      ...ports,
      waits: { ...ports.waits, settle: (call) => ports.waits.settle(call).finally(() => settled++) },
    }));
    await parked(ref);
    const { runId } = await stage.handle(ref).describe();
    while (settled < 250) {
      const before = settled;
      await stage.hint(ref);
      while (settled === before) await pause(2);
    }
    await expect.poll(async () => (await stage.handle(ref).describe()).runId, { timeout: 20_000 }).not.toBe(runId);
    expect(worlds.of(ref.loop).waits.size).toBe(1);
    await free(ref);
    expect(await told(ref)).toEqual(['wait verified', 'tell sent', 'done end']);
  });

  it('are offered an improvement once each, and no faster than they settle', async () => {
    await (await playRelease(own.client)).result();
    expect(release.told).toHaveLength(700);
    expect(new Set(release.told).size).toBe(700);
    expect(release.mostInFlight).toBeLessThanOrEqual(200);
    expect(release.pages.filter(({ after }) => after === null).length).toBeGreaterThanOrEqual(2);
    await (await playRecall(own.client)).result();
  });
});
