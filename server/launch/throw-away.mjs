import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuard } from './guard.mjs';
import { startMongod } from './mongod.mjs';
import { provideMongod, provideTemporal } from './provision.mjs';
import { startTemporal } from './temporal.mjs';

/**
 * A database and a Temporal for one run of tests, in a folder that goes with them. MONGODB_URI and TEMPORAL_ADDRESS are used where given.
 * However this process ends, by a signal or kill -9 too, the servers end and the folder goes.
 */
export async function startThrowAwayServers({ log = () => {} } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'loopwright-'));
  const guard = startGuard(dir);
  const onSpawn = guard.watchOver;
  const servers = [];
  const started = async (server) => {
    servers.push(server);
    return server;
  };
  const stop = async () => {
    await Promise.all(servers.splice(0).map((server) => server.kill9()));
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    guard.dismiss();
  };
  // Tests have clocks of their own, and what one of them calls fresh may be long gone by the time of day.
  const mongod = async () =>
    started(await startMongod({ binary: await provideMongod(log), dir: join(dir, 'mongod'), forgets: false, onSpawn }));
  const temporal = async () => started(await startTemporal({ binary: await provideTemporal(log), dir: join(dir, 'temporal'), onSpawn }));
  const both = await Promise.allSettled([
    process.env.MONGODB_URI ? { uri: process.env.MONGODB_URI } : mongod(),
    process.env.TEMPORAL_ADDRESS ? { address: process.env.TEMPORAL_ADDRESS } : temporal(),
  ]);
  const failed = both.find(({ status }) => status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [database, workflows] = both.map(({ value }) => value);
  return { mongodbUri: database.uri, temporalAddress: workflows.address, stop };
}
