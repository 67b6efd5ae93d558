import { setTimeout as pause } from 'node:timers/promises';
import { compileCache, inProject, projectRoot } from './project.mjs';

const asAddress = (host) => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host);

/** Where this machine reaches the api, whatever address it listens on and customers see. */
export const localUrl = ({ host, port }) => `http://${asAddress(host)}:${port}`;

/** Ready when it says so itself; without a worker on this machine being alive is all that can be asked for. */
export const apiService = (settings, env, log) => ({
  name: 'api',
  ...product('server/dist/api.js', env),
  readyLimitMs: 180_000,
  ready: (child, signal) => {
    passOn(child, log);
    return answersWell(`${localUrl(settings)}${settings.role === 'api' ? '/api/health' : '/api/ready'}`, signal);
  },
});

/** Ready when it sends `{ ready: true }` over its channel; `{ say: sentence }` is shown to the person at the keyboard. */
export const workerService = (env, log) => ({
  name: 'worker',
  ...product('server/dist/worker.js', env),
  readyLimitMs: 120_000,
  stopLimitMs: 20_000,
  ready: (child) => {
    passOn(child, log);
    return new Promise((resolve) => {
      child.on('message', (message) => message?.ready === true && resolve());
    });
  },
});

const product = (script, env) => ({
  command: process.execPath,
  args: ['--enable-source-maps', inProject(script)],
  cwd: projectRoot,
  env: { NODE_COMPILE_CACHE: compileCache, ...env },
  ipc: true,
});

const passOn = (child, log) => child.on('message', (message) => typeof message?.say === 'string' && log(message.say));

async function answersWell(url, signal) {
  for (;;) {
    const answer = await fetch(url, { signal }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await pause(100, undefined, { signal });
  }
}
