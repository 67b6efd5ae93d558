import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from './refusal.mjs';

const NEEDED = 1024 ** 3;
const gib = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;

/** Answers the free space of the fullest disk among those the folders lie on, and refuses below what a start needs. */
export async function mustHaveSpace(folders, { needed = NEEDED } = {}) {
  let least = Infinity;
  for (const folder of folders) {
    const { bavail, bsize } = await statfs(nearestExisting(folder));
    const free = bavail * bsize;
    if (free < needed) {
      throw new Refusal(
        `The disk of ${folder} has ${gib(free)} free and ${gib(needed)} are needed: make room there, or move LOOPWRIGHT_HOME (data) or XDG_CACHE_HOME (programs) to another disk.`,
      );
    }
    least = Math.min(least, free);
  }
  return gib(least);
}

const nearestExisting = (folder) => (existsSync(folder) ? folder : nearestExisting(dirname(folder)));
