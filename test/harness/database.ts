import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { inject } from 'vitest';
import { connect } from '../../server/storage/connection.ts';
import { modelsOf, prepareStorage } from '../../server/storage/models.ts';
import type { Models } from '../../server/storage/models.ts';

export interface Database {
  connection: Connection;
  db: Models;
  /** To be called when nobody writes to it any more. */
  giveBack(): Promise<void>;
}

/** Making a database with all its indexes takes a second; emptying one takes none, so the next file of this worker gets what one gave back. */
const givenBack: Database[] = [];

/** An empty database with all collections and indexes, nobody else's until it is given back. */
export async function takeDatabase(): Promise<Database> {
  const one = givenBack.pop();
  if (one) return one;
  const connection = await connect(inject('mongodbUri'), `test-${randomUUID()}`);
  const db = modelsOf(connection);
  await prepareStorage(db);
  const giveBack = async (): Promise<void> => {
    if (await emptied(taken)) givenBack.push(taken);
  };
  const taken: Database = { connection, db, giveBack };
  return taken;
}

/** False, and the database gone, where a test changed more than what is stored in it. */
async function emptied({ connection, db }: Database): Promise<boolean> {
  const present = (await connection.listCollections()).map(({ name }) => name).sort();
  const own = Object.values(db).map((model) => model.collection.collectionName);
  if (present.join() === own.sort().join()) {
    await Promise.all(Object.values(db).map((model) => model.collection.deleteMany({})));
    return true;
  }
  await connection.dropDatabase();
  await connection.close();
  return false;
}
