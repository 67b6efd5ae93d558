import { Worker } from '@temporalio/worker';
import type { NativeConnection } from '@temporalio/worker';
import type { Ports, ReleaseActivities } from './ports.ts';
import type { Bundles } from './temporal/bundle.ts';
import { PlanCodec } from './temporal/codec.ts';
import { LOOPS, RELEASE, TELLING } from './temporal/names.ts';
import { PlanCache } from './temporal/plan-cache.ts';
import type { FetchPlan } from './temporal/plan-cache.ts';
import { workerActivities } from './temporal/worker-activities.ts';
import type { Judge } from './temporal/worker-activities.ts';

export { loopActivities } from './engine/loop-activities.ts';
export { loadBundles } from './temporal/bundle.ts';
export type { Bundles } from './temporal/bundle.ts';
export { loopArguments } from './temporal/loop-start.ts';
export type { LoopStart } from './temporal/loop-start.ts';
export * from './temporal/names.ts';
export type { RecallStart, ReleaseStart } from './temporal/release-workflow.ts';
export { judgeByClass } from './temporal/worker-activities.ts';
export type { Judge, Judgement } from './temporal/worker-activities.ts';

/** How much a worker does at a time. A cached workflow takes about 0.4 MB; the rest is replayed when it wakes. */
export interface WorkerSizes {
  cachedLoops: number;
  loopTasks: number;
  localActivities: number;
  tellings: number;
  plans: number;
}

/**
 * Everything a worker does shares one thread of JavaScript: more at a time is hardly faster, and makes fresh feedback wait longer
 * while a release goes on.
 */
export const DEFAULT_SIZES: WorkerSizes = { cachedLoops: 2000, loopTasks: 20, localActivities: 100, tellings: 6, plans: 200 };

/** The share of polls for work that asks for loops that begin; else those that go on push in front of them. */
export const BEGINNING_SHARE = 0.6;

export interface WorkerWorld {
  connection: NativeConnection;
  namespace: string;
  ports: Ports;
  release: ReleaseActivities;
  fetchPlan: FetchPlan;
  bundles: Bundles;
  sizes?: Partial<WorkerSizes>;
  /** What counts as an outage; without it, only `Outage`. */
  judge?: Judge;
}

/** The three workers of a process: loops (walks and their bookkeeping), telling (the outside), release. */
export async function createWorkers(world: WorkerWorld): Promise<{ loops: Worker; telling: Worker; release: Worker }> {
  const sizes = { ...DEFAULT_SIZES, ...world.sizes };
  const { connection, namespace, bundles } = world;
  const plans = new PlanCache(world.fetchPlan, sizes.plans);
  const activities = workerActivities(world.ports, world.release, plans, world.judge);
  const shared = { connection, namespace, dataConverter: { payloadCodecs: [new PlanCodec(plans)] }, shutdownGraceTime: '10s' as const };
  const [loops, telling, release] = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: LOOPS,
      workflowBundle: bundles.loops,
      activities: activities.loops,
      enableNonLocalActivities: false,
      maxCachedWorkflows: sizes.cachedLoops,
      maxConcurrentWorkflowTaskExecutions: sizes.loopTasks,
      maxConcurrentLocalActivityExecutions: sizes.localActivities,
      nonStickyToStickyPollRatio: BEGINNING_SHARE,
    }),
    Worker.create({
      ...shared,
      taskQueue: TELLING,
      activities: activities.telling,
      maxConcurrentActivityTaskExecutions: sizes.tellings,
    }),
    Worker.create({
      ...shared,
      taskQueue: RELEASE,
      workflowBundle: bundles.release,
      activities: activities.release,
      maxCachedWorkflows: 50,
      maxConcurrentActivityTaskExecutions: 4,
    }),
  ]);
  return { loops, telling, release };
}
