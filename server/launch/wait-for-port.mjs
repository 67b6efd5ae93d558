import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const answers = (port, host) =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    const done = (open) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(1_000, () => done(false));
  });

/** Resolves once somebody listens there; ends by the signal only. */
export async function waitForPort(port, host, signal) {
  while (!(await answers(port, host))) await pause(25, undefined, { signal });
}
