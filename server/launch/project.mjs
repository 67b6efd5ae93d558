import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export const inProject = (...parts) => join(projectRoot, ...parts);

/** Where Node keeps what it compiled, so that the next start of the same files takes less; see `NODE_COMPILE_CACHE` in Node's documentation. */
export const compileCache = inProject('node_modules/.cache/loopwright/compiled');
