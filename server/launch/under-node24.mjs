import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { inProject } from './project.mjs';
import { Refusal } from './refusal.mjs';

const OLDEST_TO_INSTALL = 20;
const NEEDED = 24;
const majorOf = (version) => Number(version.split('.')[0]);

export function mustInstallHere(version = process.versions.node) {
  if (majorOf(version) >= OLDEST_TO_INSTALL) return;
  throw new Refusal(
    `This is Node ${version}, and Loopwright starts from Node 20 on: install Node 20 or newer (it brings its own Node 24 from there).`,
  );
}

/** Goes on under the project's own Node 24. Answers the exit code of that run, or undefined where this process is new enough itself. */
export async function underNode24(script, args) {
  const own = inProject('node_modules/node/bin/node');
  // What the commands below start (npm, tsc, vitest) is to be found with that Node as well.
  process.env.PATH = [dirname(own), inProject('node_modules/.bin'), process.env.PATH].join(delimiter);
  if (majorOf(process.versions.node) >= NEEDED) return undefined;
  if (!existsSync(own)) {
    throw new Refusal(
      'The install brought no Node 24 (were install scripts switched off?): run `npm rebuild node --ignore-scripts=false` and start again.',
    );
  }
  const child = spawn(own, [script, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
