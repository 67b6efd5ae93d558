import { endInWords, startChild } from './child.mjs';
import { boundLog, lastWords, rotateLog, tellsOfPassingTrouble } from './log-file.mjs';
import { identityOf } from './process-identity.mjs';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;
const LOG_CHECK_MS = 30_000;

/**
 * Keeps services running. A service that does not become ready the first time is the caller's failure; one that ends later is told and
 * started again after 1, 2, 4 … 30 s, on the same port and folder, until `stop` ends all in the reverse order of their start.
 */
export function createSupervisor({ logFile, log, onChange = () => {}, firstPauseMs = FIRST_PAUSE_MS }) {
  const kept = [];
  let stopping = false;
  let stopped;
  const logs = setInterval(() => kept.forEach(({ service }) => boundLog(logFile(service.name))), LOG_CHECK_MS);

  const startOnce = async (entry) => {
    const child = startChild(entry.service, logFile(entry.service.name));
    entry.child = child;
    entry.since = Date.now();
    entry.identity = identityOf(child.pid);
    onChange();
    await child.ready;
  };

  const keepUp = async (entry) => {
    const { name } = entry.service;
    for (;;) {
      const end = await entry.child.exited;
      if (stopping || entry.expected) return;
      if (Date.now() - entry.since > STEADY_MS) entry.pauseMs = firstPauseMs;
      log(`${name} ended unexpectedly (${endInWords(end)}); starting it again in ${entry.pauseMs / 1000} s. ${lastWords(logFile(name))}`);
      await pausing(entry);
      if (stopping || entry.expected) return;
      entry.pauseMs = Math.min(entry.pauseMs * 2, LONGEST_PAUSE_MS);
      await startOnce(entry).then(
        () => log(`${name} is back (process ${entry.child.pid})`),
        () => entry.child.kill9(),
      );
    }
  };

  const pausing = (entry) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, entry.pauseMs);
      entry.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const stopOne = async (entry) => {
    entry.expected = true;
    entry.endPause?.();
    await entry.child.stop();
    await entry.watch;
  };

  return {
    start: async (service) => {
      if (stopping) throw new Error(`${service.name} is not started, for everything is being stopped`);
      const entry = { service, pauseMs: firstPauseMs, expected: false };
      rotateLog(logFile(service.name));
      kept.push(entry);
      // Temporal picks some ports itself, which somebody may take before it opens them.
      const passing = () => !stopping && tellsOfPassingTrouble(logFile(service.name));
      await startOnce(entry).catch((error) => (passing() ? startOnce(entry) : Promise.reject(error)));
      entry.watch = keepUp(entry);
      return entry.child;
    },
    restart: async (name) => {
      const entry = kept.find(({ service }) => service.name === name);
      await stopOne(entry);
      entry.expected = false;
      await startOnce(entry).catch((error) => log(error.message));
      entry.watch = keepUp(entry);
    },
    running: () =>
      Object.fromEntries(
        kept.map(({ service, child, identity, since }) => [
          service.name,
          { pid: child.pid, identity, startedAt: new Date(since).toISOString() },
        ]),
      ),
    stop: () => {
      stopping = true;
      clearInterval(logs);
      stopped ??= (async () => {
        for (const entry of [...kept].reverse()) {
          const since = Date.now();
          await stopOne(entry);
          log(`${entry.service.name} stopped (${((Date.now() - since) / 1000).toFixed(1)} s)`);
        }
      })();
      return stopped;
    },
  };
}
