import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, projectRoot } from './project.mjs';

const FOLDERS = ['workflows', 'templates', 'server', 'editor'];
const FILES = ['package-lock.json', 'tsconfig.json'];
const MADE = ['dist', 'node_modules', '.svelte-kit', '.git', '.loopwright', 'coverage'];
const MADE_OR_LAUNCH = new Set([...MADE, 'launch']);
const MADE_ONLY = new Set(MADE);

/** Changes when any source file of the product is added, removed or written. */
export function sourcesFingerprint() {
  const places = [...FOLDERS.map((folder) => inProject(folder)).filter(existsSync), ...FILES.map((file) => inProject(file))];
  return fingerprintOf(places, (name) => MADE_OR_LAUNCH.has(name) || name.endsWith('.spec.ts'));
}

/** Changes when any file that is not made from others is added, removed or written: tests, tool settings and words too. */
export const everythingsFingerprint = () => fingerprintOf([projectRoot], (name) => MADE_ONLY.has(name) || name.endsWith('.tsbuildinfo'));

function fingerprintOf(places, skipped) {
  const hash = createHash('sha256');
  const take = (path) => {
    const status = statSync(path);
    if (!status.isDirectory()) {
      hash.update(`${path}\0${status.size}\0${status.mtimeMs}\n`);
      return;
    }
    const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() || entry.isFile());
    for (const { name } of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) if (!skipped(name)) take(join(path, name));
  };
  for (const place of places) take(place);
  return hash.digest('hex');
}
