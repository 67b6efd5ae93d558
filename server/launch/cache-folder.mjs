import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { newestFirst } from './version.mjs';

const DAY_MS = 86_400_000;

export const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'loopwright');

/** What earlier runs kept of a program, newest version first: `[{ version, path }]`. */
export function cachedVersions(program) {
  const folder = join(cacheFolder(), program);
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).filter((name) => existsSync(join(folder, name, program)));
  return versions.sort(newestFirst).map((version) => ({ version, path: join(folder, version, program) }));
}

/** A folder to work in that is swept away afterwards, also what a killed run left there a day ago. */
export async function inStaging(work) {
  const root = join(cacheFolder(), 'staging');
  mkdirSync(root, { recursive: true });
  for (const name of readdirSync(root)) {
    const old = join(root, name);
    if (Date.now() - statSync(old).mtimeMs > DAY_MS) rmSync(old, { recursive: true, force: true });
  }
  const folder = join(root, randomUUID());
  mkdirSync(folder);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Moves a finished folder into the cache in one step; whoever came first wins, for both hold the same. */
export function keepInCache(program, version, staged) {
  const target = join(cacheFolder(), program, version);
  mkdirSync(dirname(target), { recursive: true });
  try {
    renameSync(staged, target);
  } catch (error) {
    if (!existsSync(join(target, program))) throw error;
  }
  return join(target, program);
}

export function folderSize(folder) {
  let size = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) size += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return size;
}
