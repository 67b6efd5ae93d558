import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject, projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { runTool } from './run-tool.mjs';
import { sourcesFingerprint } from './sources.mjs';

const STAMP = inProject('server/dist/.built');
const OUTPUTS = ['server/dist/api.js', 'server/dist/worker.js', 'workflows/dist', 'templates/dist', 'editor/dist/index.html'].map((path) =>
  inProject(path),
);

/** Builds where a source differs from what was built last. */
export async function buildIfStale({ signal } = {}) {
  const fingerprint = sourcesFingerprint();
  if (OUTPUTS.every(existsSync) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return 'as built before';
  const { code, output } = await runTool('npm', ['run', 'build', '--silent'], { cwd: projectRoot, limitMs: 10 * 60_000, signal });
  signal?.throwIfAborted();
  if (code !== 0)
    throw new Refusal(`The build failed, so nothing was started; mend this first:\n${output.trim().split('\n').slice(-30).join('\n')}`);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, fingerprint);
  return 'built';
}
