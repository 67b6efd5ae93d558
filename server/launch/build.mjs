import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hold } from './holder.mjs';
import { inProject, projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { runTool } from './run-tool.mjs';
import { sourcesFingerprint } from './sources.mjs';

const STAMP = inProject('server/dist/.built');
const OUTPUTS = ['server/dist/api.js', 'server/dist/worker.js', 'workflows/dist', 'templates/dist', 'editor/dist/index.html'].map((path) =>
  inProject(path),
);

/** Two builds in one folder at once would each clear away what the other makes. */
const BUILDER = inProject('server/dist/.building');
const LOOK_EVERY_MS = 500;

/** Builds where a source differs from what was built last; where another command builds in this folder, when that one is done. */
export async function buildIfStale({ log = () => {}, signal } = {}) {
  if (isBuilt()) return 'as built before';
  mkdirSync(dirname(BUILDER), { recursive: true });
  for (let told; ;) {
    const holder = hold(BUILDER);
    if (!holder) break;
    if (told !== holder.pid) log(`another command (process ${holder.pid}) builds here; this one waits for it`);
    told = holder.pid;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
  try {
    return isBuilt() ? 'as built meanwhile' : await build(signal);
  } finally {
    rmSync(BUILDER, { force: true });
  }
}

const isBuilt = () => OUTPUTS.every(existsSync) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesFingerprint();

async function build(signal) {
  const fingerprint = sourcesFingerprint();
  // A build that is ended half-way leaves some of the old and some of the new: neither counts as built.
  rmSync(STAMP, { force: true });
  const { code, output } = await runTool('npm', ['run', 'build', '--silent'], { cwd: projectRoot, limitMs: 10 * 60_000, signal });
  signal?.throwIfAborted();
  if (code !== 0)
    throw new Refusal(`The build failed, so nothing was started; mend this first:\n${output.trim().split('\n').slice(-30).join('\n')}`);
  writeFileSync(STAMP, fingerprint);
  return 'built';
}
