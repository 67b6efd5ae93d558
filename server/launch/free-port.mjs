import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports below those that systems give to outgoing connections (Linux from 32768, others from 49152, as RFC 6335 has it): nobody gets one of them by chance
 * between our look and our listening, nor while what listens there is started again.
 */
const LOWEST = 20_000;
const BEYOND = 32_000;
const TRIES = 100;

/** Whether nobody listens there; `host` matters, for a port may be taken on one address only. */
export function isFree(port, host = '127.0.0.1') {
  return listenOnce(port, host).then(
    () => true,
    () => false,
  );
}

/** The preferred port if it is free, else some other. */
export async function freePort(preferred, host = '127.0.0.1') {
  if (preferred && (await isFree(preferred, host))) return preferred;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(LOWEST, BEYOND);
    if (await isFree(port, host)) return port;
  }
  return listenOnce(0, host);
}

export function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}
