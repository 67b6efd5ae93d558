import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';

/** The test files that drive a browser, told by what they import. */
export function browserTests() {
  return ['test', 'editor']
    .map((folder) => inProject(folder))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.ts') && !/node_modules|[\\/]launch[\\/]/.test(path))
    .filter((path) => /from 'playwright-core'/.test(readFileSync(path, 'utf8')));
}
