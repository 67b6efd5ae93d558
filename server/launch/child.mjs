import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { lastWords, tellsOfPassingTrouble } from './log-file.mjs';

/** For whoever asks whether it is ready to notice that there is no more time. */
const TIME_TO_SAY_WHY_MS = 100;

/**
 * Starts one service `{ name, command, args, env?, cwd?, ipc?, ready(child, signal), readyLimitMs?, stopLimitMs? }` in a process group of
 * its own, so that Ctrl-C reaches the launcher only and the order of stopping stays ours. Its output goes straight to the log file.
 */
export function startChild(service, logFile) {
  const out = openSync(logFile, 'a');
  const child = spawn(service.command, service.args, {
    cwd: service.cwd,
    env: service.env ?? process.env,
    detached: true,
    stdio: ['ignore', out, out, ...(service.ipc ? ['ipc'] : [])],
  });
  closeSync(out);
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
  });
  const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const send = (signal) => running() && child.kill(signal);
  return {
    pid: child.pid,
    exited,
    ready: readyOrDead(service, child, exited, logFile),
    kill9: async () => {
      send('SIGKILL');
      await exited;
    },
    stop: async () => {
      send('SIGTERM');
      const limit = setTimeout(() => send('SIGKILL'), service.stopLimitMs ?? 10_000);
      await exited;
      clearTimeout(limit);
    },
  };
}

/**
 * Starts a server until it is ready. Between a port being found free and being opened somebody else may take it (Temporal picks some of its
 * own), so a start that failed for that is tried again, for which `describe` may choose anew. `onSpawn` is told each process at once.
 */
export async function startReady(describe, logFile, { onSpawn = () => {}, tries = 3 } = {}) {
  const child = startChild(await describe(), logFile);
  onSpawn(child.pid);
  try {
    await child.ready;
    return child;
  } catch (error) {
    await child.kill9();
    if (tries > 1 && tellsOfPassingTrouble(logFile)) return startReady(describe, logFile, { onSpawn, tries: tries - 1 });
    throw error;
  }
}

async function readyOrDead(service, child, exited, logFile) {
  const limitMs = service.readyLimitMs ?? 60_000;
  const giveUp = new AbortController();
  const limit = setTimeout(() => giveUp.abort(), limitMs);
  const dead = exited.then((end) => {
    giveUp.abort();
    throw new Error(`${service.name} ended before it was ready (${endInWords(end)}). ${lastWords(logFile)}`);
  });
  let trouble = '';
  const late = new Promise((_, reject) => {
    const giveReason = () => reject(new Error(`${service.name} was not ready within ${limitMs / 1000} s${trouble}. ${lastWords(logFile)}`));
    giveUp.signal.addEventListener('abort', () => setTimeout(giveReason, TIME_TO_SAY_WHY_MS));
  });
  const ready = service.ready(child, giveUp.signal);
  for (const loser of [ready, dead, late]) loser.catch(() => {});
  try {
    // A child that dies aborts the question too; what it died of is the better answer.
    const asked = ready.catch((error) => {
      trouble = `: ${error.message}`;
      return Promise.race([dead, late]);
    });
    await Promise.race([dead, late, asked]);
  } finally {
    clearTimeout(limit);
  }
}

export const endInWords = ({ code, signal, error }) => (error ? error.message : signal ? `signal ${signal}` : `exit code ${code}`);
