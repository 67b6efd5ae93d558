import { spawn } from 'node:child_process';

const KEPT = 64_000;

/** Runs a tool to its end and answers `{ code, output }`, where code is null if it could not be started or was ended. Never throws. */
export function runTool(command, args, { env, cwd, limitMs = 20_000, onOutput, signal } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { env: env ?? process.env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => child.kill('SIGKILL');
    const limit = setTimeout(end, limitMs);
    signal?.addEventListener('abort', end);
    const take = (chunk) => {
      output = (output + chunk).slice(-KEPT);
      onOutput?.(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const finish = (code) => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', end);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += String(error.message);
      finish(null);
    });
    child.once('close', finish);
  });
}
