import { readFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Client } from '@temporalio/client';
import type { Plan } from '@loopwright/workflows/contract';

/** The histories of one workflow's runs, first to last, and the plans they refer to. */
export interface Recording {
  bundle: 'loops' | 'release';
  plans: Plan[];
  runs: unknown[];
}

export const RECORDINGS = new URL('../fixtures/histories/', import.meta.url);

export async function readRecording(name: string): Promise<Recording> {
  return JSON.parse(await readFile(new URL(`${name}.json`, RECORDINGS), 'utf8')) as Recording;
}

/** Every run of a workflow, followed through its continuations. */
export async function runsOf(client: Client, workflowId: string, firstRunId: string): Promise<unknown[]> {
  const runs: unknown[] = [];
  for (let runId: string | null | undefined = firstRunId; runId;) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.push(impersonal(JSON.parse(historyToJSON(history))));
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

/** Without what tells about the machine it was recorded on. */
function impersonal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(impersonal);
  if (typeof value !== 'object' || value === null) return value;
  const sticky = 'kind' in value && value.kind === 'TASK_QUEUE_KIND_STICKY';
  return Object.fromEntries(
    Object.entries(sticky ? { ...value, name: 'recorded' } : value)
      .filter(([key]) => key !== 'stackTrace')
      .map(([key, inner]) => [key, key === 'identity' ? 'recorded' : impersonal(inner)]),
  );
}
