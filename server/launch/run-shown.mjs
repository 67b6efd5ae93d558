import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a tool that talks to the person itself, hands signals on to it, and answers its exit code once it has ended. */
export function runShown(tool, args, cwd, env = process.env) {
  const child = spawn(tool, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const handOn = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, handOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, handOn);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
