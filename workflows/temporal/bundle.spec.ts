import { beforeAll, describe, expect, it } from 'vitest';
import { loadBundles } from './bundle.ts';
import type { Bundles } from './bundle.ts';

const OURS = /^\.\/(engine\/[a-z-]+|steps\/[a-z-]+\/run|steps\/runners|temporal\/[a-z-]+)\.(ts|cjs)$/;
const THEIRS = /^\.\.\/node_modules\/(@temporalio\/(common|workflow|worker)|nexus-rpc|long|ms)\/|^__temporal_custom_/;
const NOT_IN_A_SANDBOX =
  /\b(Intl|crypto|toLocale\w*|localeCompare|getHours|getDay|getDate|getMonth|getFullYear|getTimezoneOffset|Math\.random)\b/;
const MOST_BYTES = 700_000;

let bundles: Bundles;
beforeAll(async () => {
  bundles = await loadBundles();
}, 120_000);

const withoutMap = (code: string): string => code.replace(/\/\/# sourceMappingURL=[^\n]*/, '');
const modules = (code: string): string[] => [
  ...new Set([...code.matchAll(/!\*\*\* (\S+)(?: \(ignored\))? \*\*\*!/g)].map(([, name]) => name ?? '')),
];

/** Each of our own modules as webpack has put it into the bundle. */
function ownModules(code: string): [string, string][] {
  const parts = withoutMap(code).split(/\/\*!\*+!\*\\\n {2}!\*\*\* /);
  return parts.map((part): [string, string] => [/^\S+/.exec(part)?.[0] ?? '', part]).filter(([name]) => OURS.test(name));
}

describe.each(['loops', 'release'] as const)('the %s bundle', (which) => {
  it('holds nothing but the sandboxed part of this project and the Temporal workflow library', () => {
    const strangers = modules(bundles[which].code).filter((name) => !OURS.test(name) && !THEIRS.test(name));
    expect(modules(bundles[which].code).length).toBeGreaterThan(50);
    expect(strangers).toEqual([]);
  });

  it('stays small', () => {
    expect(withoutMap(bundles[which].code).length).toBeLessThan(MOST_BYTES);
  });

  it('uses nothing of ours that a replay could see differently', () => {
    const own = ownModules(bundles[which].code);
    expect(own.length).toBeGreaterThan(4);
    expect(own.filter(([, code]) => NOT_IN_A_SANDBOX.test(code.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''))).map(([name]) => name)).toEqual(
      [],
    );
  });
});

describe('the workflow files', () => {
  it('give the loop bundle one export, default, so that no workflow type can reach anything else', async () => {
    expect(Object.keys((await import('./loop-workflow.ts')) as object)).toEqual(['default']);
  });
});
