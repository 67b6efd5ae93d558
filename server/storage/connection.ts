import { createConnection } from 'mongoose';
import type { Connection } from 'mongoose';

/** Opens MongoDB as the protocols need it: majority writes that are journalled, majority reads on the primary. */
export async function connect(uri: string, database?: string): Promise<Connection> {
  const connection = createConnection(uri, {
    ...(database ? { dbName: database } : {}),
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryWrites: true,
    serverSelectionTimeoutMS: 10_000,
    maxPoolSize: 60,
    autoIndex: false,
    autoCreate: false,
  });
  return connection.asPromise();
}

const DUPLICATE_KEY = 11_000;

/** Whether a write was refused because a unique key exists already. */
export const isDuplicate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY;
