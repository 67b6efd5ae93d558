import { setTimeout as pause } from 'node:timers/promises';
import { stillRuns } from './process-identity.mjs';

const STOP_ORDER = ['worker', 'api', 'temporal', 'mongod'];
const LIMIT_MS = 15_000;

/** Ends in order what a launcher that was killed left running. Only processes that are surely those recorded are touched. Answers their names. */
export async function stopOrphans(lastRun, limitMs = LIMIT_MS) {
  const stopped = [];
  for (const name of STOP_ORDER) {
    const orphan = lastRun.children[name];
    if (!orphan || !stillRuns(orphan)) continue;
    await end(orphan, limitMs);
    stopped.push(name);
  }
  return stopped;
}

async function end(orphan, limitMs) {
  const since = Date.now();
  signal(orphan, 'SIGTERM');
  while (stillRuns(orphan)) {
    if (Date.now() - since > limitMs) signal(orphan, 'SIGKILL');
    await pause(50);
  }
}

function signal(orphan, name) {
  try {
    process.kill(orphan.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
