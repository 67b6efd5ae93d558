import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { WorkflowStartOptions } from '@temporalio/client';
import {
  HINT,
  LOOPS,
  RECALL_TYPE,
  RELEASE,
  RELEASE_TYPE,
  loopArguments,
  recallId,
  releaseId,
  workflowId,
  workflowType,
} from '@loopwright/workflows/worker';
import type { RecallStart, ReleaseStart } from '@loopwright/workflows/worker';
import type { LoopRef } from '@loopwright/workflows/ports';
import type { LoopStart, Workflows } from '../waiting/workflows.port.ts';
import { Outage } from '../app/outage.ts';

const CALL_MS = 10_000;
const AT_ONCE = 32;
const NOT_FOUND = 5;

/** A running workflow is left alone; one that ended while its loop is open is begun again. */
const ONCE = { workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;

/** Loops, releases and recalls as Temporal workflows. Anything but an answer is an outage. */
export class TemporalWorkflows implements Workflows {
  constructor(private readonly client: Client) {}

  async start({ flowKey, flowName, plan, state, ...ref }: LoopStart): Promise<void> {
    await this.begin(workflowType(flowKey), {
      taskQueue: LOOPS,
      workflowId: workflowId(ref),
      args: loopArguments(plan, ref, state ?? undefined),
      staticSummary: flowName.slice(0, 200),
    });
  }

  async hint(ref: LoopRef, requestId: string): Promise<'hinted' | 'gone'> {
    const { connection, options } = this.client;
    const request = {
      namespace: options.namespace,
      workflowExecution: { workflowId: workflowId(ref) },
      signalName: HINT,
      requestId,
      identity: options.identity,
    };
    try {
      await this.asked(() => connection.workflowService.signalWorkflowExecution(request));
      return 'hinted';
    } catch (error) {
      if (isNotFound(error)) return 'gone';
      throw error;
    }
  }

  async missing(refs: readonly LoopRef[]): Promise<LoopRef[]> {
    const missing: LoopRef[] = [];
    const left = [...refs];
    const lane = async (): Promise<void> => {
      for (let ref = left.shift(); ref; ref = left.shift()) if (!(await this.isRunning(ref))) missing.push(ref);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return missing;
  }

  async end(ref: LoopRef): Promise<void> {
    try {
      await this.asked(() => this.client.workflow.getHandle(workflowId(ref)).terminate());
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  startRelease(improvement: string, revision: number): Promise<void> {
    const start: ReleaseStart = { improvement, revision };
    return this.begin(RELEASE_TYPE, { taskQueue: RELEASE, workflowId: releaseId(improvement, revision), args: [start] });
  }

  startRecall(improvement: string, epoch: number): Promise<void> {
    const start: RecallStart = { improvement, epoch };
    return this.begin(RECALL_TYPE, { taskQueue: RELEASE, workflowId: recallId(improvement, epoch), args: [start] });
  }

  private async begin(type: string, options: WorkflowStartOptions): Promise<void> {
    await this.asked(() => this.client.workflow.start(type, { ...ONCE, ...options }));
  }

  private async isRunning(ref: LoopRef): Promise<boolean> {
    try {
      const { status } = await this.asked(() => this.client.workflow.getHandle(workflowId(ref)).describe());
      return status.name === 'RUNNING';
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  private async asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await this.client.withDeadline(Date.now() + CALL_MS, ask);
    } catch (error) {
      if (isNotFound(error)) throw error;
      throw new Outage('temporal', { cause: error });
    }
  }
}

function isNotFound(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === NOT_FOUND) return true;
  return error.cause !== undefined && isNotFound(error.cause);
}
