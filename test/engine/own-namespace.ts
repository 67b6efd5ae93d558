import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { NativeConnection } from '@temporalio/worker';

/** A namespace of one's own on a shared server: the product's task queues have fixed names. */
export async function ownNamespace(address: string): Promise<{
  client: Client;
  connection: NativeConnection;
  namespace: string;
  close: () => Promise<void>;
}> {
  const [near, connection] = await Promise.all([Connection.connect({ address }), NativeConnection.connect({ address })]);
  const namespace = `engine-${randomUUID()}`;
  await near.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1 day') });
  const client = new Client({ connection: near, namespace });
  while (!(await serves(client))) await pause(100);
  const close = async (): Promise<void> => {
    await Promise.all([near.close(), connection.close()]);
  };
  return { client, connection, namespace, close };
}

/** A new namespace is known everywhere in the server only after a moment. */
async function serves(client: Client): Promise<boolean> {
  try {
    await client.workflow.count();
    return true;
  } catch {
    return false;
  }
}
