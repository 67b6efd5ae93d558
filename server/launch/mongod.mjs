import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startReady } from './child.mjs';
import { freePort } from './free-port.mjs';
import { initiateReplicaSet, SET_NAME } from './replica-set.mjs';
import { waitForPort } from './wait-for-port.mjs';

export const mongodbUri = (port) => `mongodb://127.0.0.1:${port}/loopwright?replicaSet=${SET_NAME}`;

export const mongodService = ({ binary, dir, port, oplogMegabytes = 990, forgets = true }) => ({
  name: 'mongod',
  command: binary,
  args: [
    ...['--dbpath', dir, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket', '--quiet'],
    ...['--replSet', SET_NAME, '--oplogSize', String(oplogMegabytes), '--wiredTigerCacheSizeGB', '1'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ...(forgets ? [] : ['--setParameter', 'ttlMonitorEnabled=false']),
    // Without it a lone primary waits 15 s for secondaries that do not exist before it ends.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
  ],
  stopLimitMs: 20_000,
  ready: async (_child, signal) => {
    await waitForPort(port, '127.0.0.1', signal);
    await initiateReplicaSet(port, signal);
  },
});

/** A replica set of one on 127.0.0.1, ready for writes when the promise resolves. `forgets`: what expires goes, by the time of day. */
export async function startMongod({ binary, dir, port, oplogMegabytes, forgets, logFile = join(dir, 'mongod.log'), onSpawn }) {
  mkdirSync(dir, { recursive: true });
  let chosen;
  const child = await startReady(
    async () => {
      chosen = port ?? (await freePort());
      return mongodService({ binary, dir, port: chosen, oplogMegabytes, forgets });
    },
    logFile,
    { onSpawn },
  );
  return { uri: mongodbUri(chosen), port: chosen, pid: child.pid, stop: child.stop, kill9: child.kill9, exited: child.exited };
}
