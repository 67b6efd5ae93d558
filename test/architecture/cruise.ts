import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseOptions, ICruiseResult } from 'dependency-cruiser';
import readOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const PARTS = ['workflows', 'templates', 'server', 'editor', 'test'];
const PACKAGES = ['zod', 'mongoose', 'left-pad', 'fast-check', '@temporalio/workflow', '@temporalio/worker'];

export const houseRules = (): Promise<ICruiseOptions> => readOptions(join(import.meta.dirname, '../../.dependency-cruiser.mjs'));

export const namesOf = (options: ICruiseOptions): string[] => (options.ruleSet?.forbidden ?? []).map((rule) => rule.name ?? '');

/** The rules of the house that a project of these files breaks; every part of it declares every package but `left-pad`. */
export async function broken(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'loopwright-fences-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    for (const name of PACKAGES) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, '');
    }
    const declared = PACKAGES.filter((name) => name !== 'left-pad' && name !== 'fast-check').map((name) => [name, '1.0.0']);
    const manifest = { dependencies: Object.fromEntries(declared) as object, devDependencies: { 'fast-check': '1.0.0' } };
    for (const part of PARTS) write(`${part}/package.json`, JSON.stringify({ name: part, ...manifest }));
    for (const [path, text] of Object.entries(files)) write(path, text);
    const { output } = await cruise(PARTS, { ...(await houseRules()), baseDir: folder, validate: true, outputType: 'json' });
    const result = JSON.parse(output as string) as ICruiseResult;
    return [...new Set(result.summary.violations.map((violation) => violation.rule.name))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
