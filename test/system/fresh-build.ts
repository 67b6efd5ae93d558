import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROJECTS = ['workflows', 'templates', 'server'];
const SKIPPED = new Set(['dist', 'node_modules', 'launch']);

/** What runs is what is written: compiles where a source is newer than its output, as after `npm run build` none is. */
export async function freshBuild(): Promise<void> {
  const stale = await Promise.all(PROJECTS.map(isStale));
  if (!stale.includes(true)) return;
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-b'], { cwd: ROOT }).catch((error: unknown) => {
    throw new Error(`the product does not compile: ${(error as { stdout: string }).stdout}`);
  });
}

async function isStale(project: string): Promise<boolean> {
  const built = await stat(join(ROOT, project, 'dist/.tsbuildinfo')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  return (await newest(join(ROOT, project))) > built;
}

async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? 0 : newest(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts') ? (await stat(path)).mtimeMs : 0;
  });
  return Math.max(0, ...(await Promise.all(times)));
}
