import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { Outset } from '../../workflows/simulate/simulate.ts';
import { simulate } from '../../workflows/simulate/simulate.ts';
import { LoopStage } from './loop-stage.ts';
import { ownNamespace } from './own-namespace.ts';
import { busyPlan } from './plans.ts';
import { servePorts } from './ports-over-http.ts';
import { Worlds } from './worlds.ts';

const LOOPS = 12;
const FLOW = 'killed';
const never = new Promise<never>(() => undefined);
const outset = (loop: string): Outset => ({
  opened: Date.now(),
  customer: { attributes: { plan: 'pro' } },
  feedback: { themes: ['pricing'], occurredAt: new Date(), attributes: {} },
  feedbackId: loop,
  customerId: loop,
});

describe('a worker killed in the middle of its bookkeeping', () => {
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  it('leaves loops that another worker walks to the same end, each step once', { timeout: 120_000 }, async () => {
    const own = await ownNamespace(inject('temporalAddress'));
    const worlds = new Worlds(() => Date.now());
    const counts = new Map<string, number>();
    const killAt = ['waits.park', 'splits.draw'];
    const ports = await servePorts(worlds.ports, async (door) => {
      const count = (counts.get(door) ?? 0) + 1;
      counts.set(door, count);
      if (count !== 5 || !killAt.includes(door)) return;
      children.at(-1)?.kill('SIGKILL');
      await work();
      await never;
    });
    const work = async (): Promise<void> => {
      const file = fileURLToPath(new URL('worker-process.ts', import.meta.url));
      const args = [
        '--conditions=source',
        '--disable-warning=ExperimentalWarning',
        file,
        inject('temporalAddress'),
        own.namespace,
        ports.url,
        FLOW,
      ];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      await once(child.stdout, 'data');
    };
    await work();
    const stage = new LoopStage({ ...own, ports: worlds.ports });
    const plan = busyPlan(FLOW);
    const loops = Array.from({ length: LOOPS }, (_, n) => `killed-${String(n)}`);
    const opened = loops.map((loop) => ({ loop, world: worlds.open(loop, outset(loop)) }));
    const handles = await Promise.all(loops.map((loop) => stage.open(plan, { loop, generation: 1 })));
    await Promise.all(handles.map((handle) => handle.result()));
    expect(children).toHaveLength(1 + killAt.length);
    for (const { loop, world } of opened) {
      const alone = await simulate(plan, outset(loop), [], Infinity);
      const steps = [...world.trail.values()].map(({ at: _at, ...entry }) => entry);
      expect(steps).toEqual(alone.trail.map(({ at: _at, ...entry }) => entry));
      expect(world.ending).toEqual(alone.ending);
    }
    ports.close();
    await own.close();
  });
});
