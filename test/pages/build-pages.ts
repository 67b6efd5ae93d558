import { execFile } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const EDITOR = join(import.meta.dirname, '../../editor');

/** Pages as their sources are now: most runs come after a build, and find nothing to do. */
export async function buildPages(): Promise<void> {
  const built = join(EDITOR, 'dist/index.html');
  const sources = globSync('{*,{api,flow,look,map,pages,parts,publishing,shell,trying,words}/**/*}.{html,ts,css,svg,svelte}', {
    cwd: EDITOR,
  }).map((file) => join(EDITOR, file));
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  // As it is built for use: in this process, which runs tests, Svelte would compile for development.
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', EDITOR, '--logLevel', 'error'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
