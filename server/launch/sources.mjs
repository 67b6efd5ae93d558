import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';

const FOLDERS = ['workflows', 'templates', 'server', 'editor'];
const FILES = ['package-lock.json', 'tsconfig.json'];
const SKIPPED = new Set(['dist', 'node_modules', 'launch', '.svelte-kit']);

/** Changes when any source file is added, removed or written. */
export function sourcesFingerprint() {
  const hash = createHash('sha256');
  const take = (file) => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (SKIPPED.has(entry.name) || entry.name.endsWith('.spec.ts')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) take(path);
    }
  };
  for (const folder of FOLDERS) if (existsSync(inProject(folder))) walk(inProject(folder));
  for (const file of FILES) take(inProject(file));
  return hash.digest('hex');
}
