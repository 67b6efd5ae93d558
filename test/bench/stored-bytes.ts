import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from 'mongoose';

/** Bytes in use in Temporal's file, once it has come to rest: pages that hold something, whether in the file or still in its log. */
export async function temporalBytes(file: string): Promise<number> {
  for (let before = -1; ;) {
    const now = usedBytes(file);
    if (now === before) return now;
    before = now;
    await delay(1_000);
  }
}

function usedBytes(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const [pages = 0, free = 0, size = 0] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
      Number(Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0]),
    );
    return (pages - free) * size;
  } finally {
    db.close();
  }
}

export interface MongoBytes {
  /** Documents as they are, not packed. */
  documents: number;
  /** Documents and indexes, packed, as the files have it. */
  files: number;
}

/** What each collection of a database holds, after everything has gone to disk. */
export async function mongoBytes(connection: Connection): Promise<Map<string, MongoBytes>> {
  const db = connection.db;
  if (!db) throw new Error('not connected');
  await db.admin().command({ fsync: 1 });
  const bytes = new Map<string, MongoBytes>();
  for (const { name } of await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()) {
    const [stats] = await db
      .collection(name)
      .aggregate<{ storageStats: { size: number; totalSize: number } }>([{ $collStats: { storageStats: {} } }])
      .toArray();
    if (stats) bytes.set(name, { documents: stats.storageStats.size, files: stats.storageStats.totalSize });
  }
  return bytes;
}

const COUNTED = ['find', 'aggregate', 'count', 'distinct', 'insert', 'update', 'delete', 'findAndModify', 'bulkWrite'] as const;
export type Commands = Record<(typeof COUNTED)[number], number>;

/** How many commands of each kind the database has answered so far. */
export async function mongoCommands(connection: Connection): Promise<Commands> {
  const status = await connection.db?.admin().command({ serverStatus: 1 });
  const commands = (status?.['metrics'] as { commands?: Record<string, { total?: unknown }> } | undefined)?.commands;
  return Object.fromEntries(COUNTED.map((name) => [name, Number(commands?.[name]?.total ?? 0)])) as Commands;
}
