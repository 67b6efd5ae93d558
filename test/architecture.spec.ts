import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD, GOOD } from './architecture/bad-snippets.ts';
import { BREACHES, LEGAL } from './architecture/breaches.ts';
import { broken, houseRules, namesOf } from './architecture/cruise.ts';
import { isSandboxed, refusals } from './architecture/lint.ts';

const ROOT = join(import.meta.dirname, '..');
const BELONG_AT_THE_TOP =
  /^(server|workflows|editor|templates|test|docker-compose\.yml|package(-lock)?\.json|tsconfig(\.eslint)?\.json|README\.md|LICENSE|(eslint|vitest)\.config\.(mjs|ts)|knip\.jsonc|node_modules|coverage|\..*)$/;
const SAYS_NOTHING = /^(utils?|helpers|commons?|manager|misc|shared)\b|[-.](utils?|helpers|manager)\./;
const TYPED = { timeout: 180_000 };

const written = globSync('{workflows,templates,server,editor,test}/**/*.{ts,mjs,svelte}', {
  cwd: ROOT,
  exclude: (path) => ['node_modules', 'dist'].includes(basename(path)),
});
const lineCounts = written.map((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1).sort((a, b) => a - b);
const atShare = (share: number): number => lineCounts[Math.floor(share * (lineCounts.length - 1))] ?? NaN;

describe('imports', () => {
  it.each(BREACHES)('that break $rule in $file are refused', async ({ rule, file, says, there }) => {
    expect(await broken({ [file]: says, ...there })).toContain(rule);
  });

  it('that follow the rules are left alone', async () => {
    expect(await broken(LEGAL)).toEqual([]);
  });

  it('have no rule that was never seen to refuse', async () => {
    expect(namesOf(await houseRules()).filter((name) => !BREACHES.some(({ rule }) => rule === name))).toEqual([]);
  });
});

describe('code', () => {
  it.each(BAD)('in %s such as %j is refused by %s', TYPED, async (file, text, rule) => {
    expect((await refusals(file, text)).map((refusal) => refusal.split(': ')[0])).toContain(rule);
  });

  it.each(GOOD)('in %s such as %j is left alone', TYPED, async (file, text) => {
    expect(await refusals(file, text)).toEqual([]);
  });

  it('of the sandbox is the same for both fences', async () => {
    const rule = (await houseRules()).ruleSet?.forbidden?.find(({ name }) => name === 'sandbox-is-closed');
    const pattern = new RegExp((rule?.from as { path: string }).path);
    const closed = written.filter((file) => pattern.test(file) && !file.endsWith('.spec.ts'));
    expect(closed.length).toBeGreaterThan(15);
    for (const file of closed) expect(await isSandboxed(file), file).toBe(true);
  });
});

describe('the tree', () => {
  it('holds nothing at its top but the parts, what describes them, and tool configuration', () => {
    expect(globSync('*', { cwd: ROOT }).filter((name) => !BELONG_AT_THE_TOP.test(name))).toEqual([]);
  });

  it('names every file for its subject', () => {
    expect(written.filter((file) => SAYS_NOTHING.test(basename(file)))).toEqual([]);
  });

  it('keeps files short', () => {
    expect(atShare(0.5)).toBeLessThanOrEqual(60);
    expect(atShare(0.95)).toBeLessThanOrEqual(200);
  });
});
