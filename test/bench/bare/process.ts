import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { InjectedSinks } from '@temporalio/worker';
import { BEGINNING_SHARE, DEFAULT_SIZES } from '@loopwright/workflows/worker';
import { inLanes } from '../../../server/entering/lanes.ts';
import { temporalClient } from '../../../server/temporal/connect.ts';
import { Counting } from './counting.ts';
import { SameWrites } from './same-writes.ts';
import type { Tally } from './workflows.ts';

/** As many starts at a time as the product makes, and as many signals under way. */
const LANES = 16;
const TOGETHER = 200;
const IN_FLIGHT = 200;
const PAGE = 100;

/** What the bench asks of this process; each answers the seconds it took. */
export interface Calls {
  prepare(loops: string[]): Promise<number>;
  start(loops: string[]): Promise<number>;
  tell(loops: string[]): Promise<number>;
}

const [mode = 'bare'] = process.argv.slice(2);
const address = process.env['TEMPORAL_ADDRESS'] ?? '';
const taskQueue = mode;
const quiet = new DefaultLogger('WARN');
Runtime.install({ logger: quiet });
const waiting = new Counting();
const closed = new Counting();
let writes: SameWrites | undefined;

const sinks: InjectedSinks<Tally> = {
  tally: {
    waiting: { fn: () => waiting.one(), callDuringReplay: false },
    closed: { fn: () => closed.one(), callDuringReplay: false },
  },
};

const client = temporalClient({ address, namespace: 'default', tls: null });

async function startAll(loops: string[]): Promise<void> {
  const before = waiting.now;
  for (let from = 0; from < loops.length; from += TOGETHER) {
    const some = loops.slice(from, from + TOGETHER);
    await writes?.beforeStarts(some);
    await inLanes(some, LANES, async (loop) => {
      await client.workflow.start(writes ? 'bareWithWrites' : 'bare', { taskQueue, workflowId: `${mode}/${loop}/1`, args: [loop] });
    });
    await writes?.afterStarts(some);
  }
  await waiting.reach(before + loops.length);
}

/** Signals page by page, no faster than loops close. */
async function tellAll(loops: string[]): Promise<void> {
  const before = closed.now;
  for (let told = 0; told < loops.length;) {
    await closed.reach(before + told + Math.min(PAGE, loops.length - told) - IN_FLIGHT);
    const page = loops.slice(told, told + PAGE);
    await writes?.beforePage(page);
    await Promise.all(page.map((loop) => client.workflow.getHandle(`${mode}/${loop}/1`).signal('hint')));
    await writes?.afterPage(page);
    told += page.length;
  }
  await closed.reach(before + loops.length);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

const calls: Calls = {
  prepare: (loops) =>
    seconds(async () => {
      if (mode !== 'writes') return;
      writes ??= await SameWrites.after(process.env['MONGODB_URI'] ?? '');
      await writes.prepare(loops);
    }),
  start: (loops) => seconds(() => startAll(loops)),
  tell: (loops) => seconds(() => tellAll(loops)),
};

const connection = await NativeConnection.connect({ address });
const { loopTasks, cachedLoops, localActivities, tellings } = DEFAULT_SIZES;
const workers = await Promise.all([
  Worker.create({
    connection,
    taskQueue,
    sinks,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
      logger: quiet,
    }),
    activities: { kept: async (loop: string) => writes?.park(loop) },
    enableNonLocalActivities: false,
    maxCachedWorkflows: cachedLoops,
    maxConcurrentWorkflowTaskExecutions: loopTasks,
    maxConcurrentLocalActivityExecutions: localActivities,
    nonStickyToStickyPollRatio: BEGINNING_SHARE,
    shutdownGraceTime: '10s',
  }),
  Worker.create({
    connection,
    taskQueue: `${taskQueue}-telling`,
    activities: { told: async (loop: string) => writes?.tell(loop) },
    maxConcurrentActivityTaskExecutions: tellings,
    shutdownGraceTime: '10s',
  }),
]);
const running = Promise.all(workers.map((worker) => worker.run()));

process.on('message', ({ ask, loops }: { ask: keyof Calls; loops: string[] }) => {
  calls[ask](loops).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('SIGTERM', () => {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
});
process.send?.({ ready: true });
await running;
process.exit(0);
