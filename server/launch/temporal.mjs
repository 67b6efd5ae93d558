import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startReady } from './child.mjs';
import { freePort } from './free-port.mjs';
import { runTool } from './run-tool.mjs';
import { temporalLimits } from './temporal-limits.mjs';
import { waitForPort } from './wait-for-port.mjs';

const NAMESPACE = 'default';

/** Without `file` everything is kept in memory and lost with the process. */
export const temporalService = ({ binary, port, file, searchAttributes = {} }) => ({
  name: 'temporal',
  command: binary,
  args: [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--headless', '--log-level', 'warn'],
    ...(file ? ['--db-filename', file, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'] : []),
    ...Object.entries(temporalLimits).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
    ...Object.entries(searchAttributes).flatMap(([key, type]) => ['--search-attribute', `${key}=${type}`]),
  ],
  ready: async (_child, signal) => {
    await waitForPort(port, '127.0.0.1', signal);
    while (!(await servesNamespace(binary, `127.0.0.1:${port}`, signal))) await pause(100, undefined, { signal });
  },
});

async function servesNamespace(binary, address, signal) {
  const args = ['operator', 'namespace', 'describe', '--namespace', NAMESPACE, '--address', address];
  return (await runTool(binary, args, { limitMs: 5_000, signal })).code === 0;
}

/** The server of the Temporal CLI on 127.0.0.1; it has its namespace and takes workers when the promise resolves. */
export async function startTemporal({
  binary,
  dir,
  inMemory = false,
  port,
  file,
  searchAttributes,
  logFile = join(dir, 'temporal.log'),
  onSpawn,
}) {
  mkdirSync(dir, { recursive: true });
  const kept = inMemory ? undefined : (file ?? join(dir, 'temporal.db'));
  let chosen;
  const child = await startReady(
    async () => {
      chosen = port ?? (await freePort());
      return temporalService({ binary, port: chosen, file: kept, searchAttributes });
    },
    logFile,
    { onSpawn },
  );
  const address = `127.0.0.1:${chosen}`;
  return { address, port: chosen, namespace: NAMESPACE, pid: child.pid, stop: child.stop, kill9: child.kill9, exited: child.exited };
}
