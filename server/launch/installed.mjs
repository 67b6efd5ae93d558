import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether node_modules holds what package-lock.json says, by npm's own record of what it installed; touched files alone change nothing. */
export function isInstalled(root = inProject()) {
  const record = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const wanted = packagesIn(`${root}/package-lock.json`);
  const present = packagesIn(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const found = present[path];
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}
