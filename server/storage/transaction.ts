import { setTimeout as pause } from 'node:timers/promises';
import { mongo } from 'mongoose';
import type { ClientSession, Connection } from 'mongoose';
import { isDuplicate } from './connection.ts';

const PATIENCE_MS = 20_000;
const LONGEST_PAUSE_MS = 100;

const isTransient = (error: unknown): boolean => error instanceof mongo.MongoError && error.hasErrorLabel('TransientTransactionError');
const isUnknownCommit = (error: unknown): boolean =>
  error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');

/**
 * All of `work` or none of it, stored with majority. Begun again, from its reads on, when somebody else wrote the same rows; with
 * `orDuplicate` also when a unique key it meant to make was made meanwhile. `work` must have no effects besides its writes.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
  orDuplicate: 'again' | 'throw' = 'throw',
): Promise<T> {
  const started = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(connection, work, started);
    } catch (error) {
      const again = isTransient(error) || (orDuplicate === 'again' && isDuplicate(error));
      if (!again || Date.now() - started > PATIENCE_MS) throw error;
      await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
    }
  }
}

async function once<T>(connection: Connection, work: (session: ClientSession) => Promise<T>, started: number): Promise<T> {
  const session = await connection.startSession();
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
    });
    const result = await work(session);
    await commit(session, started);
    return result;
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error;
  } finally {
    await session.endSession();
  }
}

/** Whether a commit went through may be unknown; asking again is safe and tells. */
async function commit(session: ClientSession, started: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!isUnknownCommit(error) || Date.now() - started > PATIENCE_MS) throw error;
      await pause(LONGEST_PAUSE_MS);
    }
  }
}
