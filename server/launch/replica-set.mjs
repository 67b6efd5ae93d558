import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

export const SET_NAME = 'loopwright';
const NOT_YET_INITIATED = 94;
const LOOK_AGAIN_MS = 25;

/** Brings a lone mongod to a replica set of one that takes writes, also after it came back on another port. */
export async function initiateReplicaSet(port, signal) {
  const host = `127.0.0.1:${port}`;
  const { MongoClient } = await loadDriver();
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: 30_000 });
  try {
    await becomePrimary(client.db('admin'), host, signal);
  } finally {
    await client.close();
  }
}

/**
 * Asks until it holds. A mongod that has just come back may still say that it has no configuration, refuse a new one since it has one, or
 * drop a connection: what it said last is thrown only when the signal ends the asking.
 */
export async function becomePrimary(admin, host, signal) {
  let trouble;
  while (!signal?.aborted) {
    try {
      await configure(admin, host);
      if ((await admin.command({ hello: 1 })).isWritablePrimary) return;
      trouble = new Error('it has not become primary');
    } catch (error) {
      trouble = error;
    }
    await pause(LOOK_AGAIN_MS);
  }
  throw trouble ?? signal.reason;
}

async function configure(admin, host) {
  const config = await currentConfig(admin);
  if (config === null) {
    await admin.command({ replSetInitiate: { _id: SET_NAME, members: [{ _id: 0, host }] } });
  } else if (config.members.length !== 1 || config.members[0].host !== host) {
    const members = [{ ...config.members[0], host }];
    await admin.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
  }
}

async function currentConfig(admin) {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config;
  } catch (error) {
    if (error.code === NOT_YET_INITIATED) return null;
    throw error;
  }
}

/** The driver that mongoose itself uses: the product depends on that one and on no other copy. */
async function loadDriver() {
  const fromHere = createRequire(import.meta.url);
  return createRequire(fromHere.resolve('mongoose'))('mongodb');
}
