import { accessSync, constants, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

const IN_MEMORY = '/dev/shm';
const GIB = 1024 ** 3;
/** What a run of the tests writes at most, and what it needs besides. */
const ROOM = 4 * GIB;
const SPARE = 8 * GIB;

/** The environment of a run whose folders are thrown away: they lie in memory where there is plenty, since nothing of them must outlive it. */
export function scratchEnvironment(env = process.env) {
  return env.TMPDIR || !hasRoom() ? env : { ...env, TMPDIR: IN_MEMORY };
}

function hasRoom() {
  if (process.platform !== 'linux' || freemem() < ROOM + SPARE) return false;
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}
