import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongod } from './mongod.mjs';
import { provideMongod, provideTemporal } from './provision.mjs';
import { startTemporal } from './temporal.mjs';

/**
 * A database and a Temporal for one run of tests, in a folder that goes with them. MONGODB_URI and TEMPORAL_ADDRESS are used where given.
 * However this process ends, by a signal or kill -9 too, the servers end and the folder goes.
 */
export async function startThrowAwayServers({ log = () => {} } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'loopwright-'));
  const stops = [() => rmSync(dir, { recursive: true, force: true })];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  const keep = (server) => {
    const dismiss = guard(server.pid, dir);
    stops.push(async () => {
      await server.kill9();
      dismiss();
    });
    return server;
  };
  try {
    const started = await Promise.allSettled([
      process.env.MONGODB_URI
        ? undefined
        : provideMongod(log)
            .then((binary) => startMongod({ binary, dir: join(dir, 'mongod'), oplogMegabytes: 990 }))
            .then(keep),
      process.env.TEMPORAL_ADDRESS
        ? undefined
        : provideTemporal(log)
            .then((binary) => startTemporal({ binary, dir: join(dir, 'temporal') }))
            .then(keep),
    ]);
    const failed = started.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    const [mongod, temporal] = started.map(({ value }) => value);
    return { mongodbUri: mongod?.uri ?? process.env.MONGODB_URI, temporalAddress: temporal?.address ?? process.env.TEMPORAL_ADDRESS, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A shell that waits for our end of its input: when that closes unsaid, we are gone and it clears away what we left. */
function guard(pid, dir) {
  const script = `trap '' INT TERM HUP; read word; [ "$word" = done ] && exit; kill -9 ${pid}; sleep 0.2; rm -rf "$1"`;
  const shell = spawn('sh', ['-c', script, 'sh', dir], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  shell.stdin.unref();
  shell.stdin.on('error', () => {});
  return () => shell.stdin.end('done\n');
}
