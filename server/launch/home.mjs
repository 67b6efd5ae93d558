import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { heldBy, hold } from './holder.mjs';
import { Refusal } from './refusal.mjs';

const HOLDER = 'launcher.json';

/** Refuses where another launcher holds the folder; asks only, so it may come before anything slow. */
export function mustNotBeHeld(path) {
  const holder = heldBy(join(path, HOLDER));
  if (holder) throw alreadyRuns(path, holder);
}

const alreadyRuns = (path, { pid }) =>
  new Refusal(
    `Loopwright already runs from ${path} (process ${pid}): stop that one first, or give this one a home and a port of its own, for example LOOPWRIGHT_HOME=.loopwright-2 PORT=3001.`,
  );

/** What the launcher that holds this folder runs; undefined where none does. Takes nothing and makes nothing. */
export function runningIn(path) {
  return heldBy(join(path, HOLDER)) ? readJson(join(path, 'run.json')) : undefined;
}

/** The home folder of one instance: nobody else may read it, and one launcher at a time holds it. */
export function openHome(path) {
  try {
    mkdirSync(join(path, 'logs'), { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
    const holder = hold(join(path, HOLDER));
    if (holder) throw alreadyRuns(path, holder);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `${path} cannot be used as home folder (${error.code ?? error.message}): make it writable for this user, or let LOOPWRIGHT_HOME name another.`,
    );
  }
  const runFile = join(path, 'run.json');
  return {
    path,
    file: (...parts) => join(path, ...parts),
    logFile: (name) => join(path, 'logs', `${name}.log`),
    /** What the run before this one recorded; empty where it ended in order. */
    lastRun: () => readJson(runFile) ?? { ports: {}, children: {} },
    recordRun: (run) => {
      writeFileSync(`${runFile}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${runFile}.new`, runFile);
    },
    leave: () => rmSync(join(path, HOLDER), { force: true }),
  };
}

/** The administrator's key for automation: generated once, readable by this user only, and never printed. */
export function adminKeyIn(path) {
  const file = join(path, 'admin-key');
  if (!existsSync(file)) writeFileSync(file, `lw_${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
