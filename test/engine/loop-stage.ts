import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Plan } from '@loopwright/workflows/contract';
import type { LoopRef, Ports, ReleaseActivities } from '@loopwright/workflows/ports';
import { createWorkers, HINT, loadBundles, loopArguments, LOOPS, workflowId, workflowType } from '@loopwright/workflows/worker';
import type { WorkerSizes, WorkerWorld } from '@loopwright/workflows/worker';

export interface StageSetting {
  /** Absent where a stage only works on what others start. */
  client?: Client;
  connection: NativeConnection;
  namespace: string;
  ports: Ports;
  release?: ReleaseActivities;
  sizes?: Partial<WorkerSizes>;
  judge?: WorkerWorld['judge'];
}

const noRelease: ReleaseActivities = {
  releasePage: () => Promise.reject(new Error('no release here')),
  recallPage: () => Promise.reject(new Error('no recall here')),
};

Runtime.install({ logger: new DefaultLogger('WARN', ({ level, message }) => process.stderr.write(`  [${level}] ${message}\n`)) });

/** Real workers walking plans kept in memory. */
export class LoopStage {
  readonly plans = new Map<string, Plan>();
  readonly #setting: StageSetting;
  #running: { workers: Worker[]; ended: Promise<unknown> } | null = null;

  constructor(setting: StageSetting) {
    this.#setting = setting;
  }

  async start(): Promise<void> {
    const { connection, namespace, ports, release, sizes, judge } = this.#setting;
    const fetchPlan = (hash: string): Promise<Plan | null> => Promise.resolve(this.plans.get(hash) ?? null);
    const world = { connection, namespace, ports, fetchPlan, release: release ?? noRelease, bundles: await loadBundles() };
    const workers = Object.values(await createWorkers({ ...world, ...(sizes && { sizes }), ...(judge && { judge }) }));
    this.#running = { workers, ended: Promise.all(workers.map((worker) => worker.run())) };
  }

  async stop(): Promise<void> {
    for (const worker of this.#running?.workers ?? []) worker.shutdown();
    await this.#running?.ended;
    this.#running = null;
  }

  async open(plan: Plan, ref: LoopRef): Promise<WorkflowHandle> {
    this.plans.set(plan.$plan, plan);
    const started = await this.#client.workflow.start(workflowType(plan.flow), {
      taskQueue: LOOPS,
      workflowId: workflowId(ref),
      args: loopArguments(plan.$plan, ref),
    });
    return this.handle(ref, started.firstExecutionRunId);
  }

  handle(ref: LoopRef, firstExecutionRunId?: string): WorkflowHandle {
    return this.#client.workflow.getHandle(workflowId(ref), undefined, firstExecutionRunId ? { firstExecutionRunId } : {});
  }

  /** Says that something may have changed; a loop that has ended does not hear it. */
  async hint(ref: LoopRef): Promise<void> {
    await this.#client.workflow
      .getHandle(workflowId(ref))
      .signal(HINT)
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  }

  get #client(): Client {
    if (!this.#setting.client) throw new Error('this stage has no client');
    return this.#setting.client;
  }
}
