import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, stillRuns } from './process-identity.mjs';

/** The process that holds this file and still runs; undefined where none does. */
export function heldBy(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return stillRuns(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Makes this process the holder of the file, which it removes when it is done; answers who holds it where another does. */
export function hold(file) {
  // Written beside it first: whoever reads the file finds the whole of it.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(own, file);
        return undefined;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = heldBy(file);
      if (holder) return holder;
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}
