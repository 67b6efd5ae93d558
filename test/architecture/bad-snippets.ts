const ENGINE = 'workflows/engine/snippet.ts';
const RUN = 'workflows/steps/snippet/run.ts';
const WORKFLOW = 'workflows/temporal/snippet-workflow.ts';
const ANYWHERE = 'templates/snippet.ts';

/** Where, what is written there, and the rule that must refuse it. */
export const BAD: readonly [file: string, text: string, rule: string][] = [
  [ENGINE, 'export const a = new Intl.NumberFormat();', 'no-restricted-globals'],
  [ENGINE, 'export const a = crypto.randomUUID();', 'no-restricted-globals'],
  [RUN, 'export const a = (f: () => void) => setTimeout(f, 1);', 'no-restricted-globals'],
  [WORKFLOW, 'export const a = process.pid;', 'no-restricted-globals'],
  [ENGINE, 'export const a = Math.random();', 'no-restricted-properties'],
  [WORKFLOW, "export const a = Date.parse('2026-01-01');", 'no-restricted-properties'],
  [ENGINE, 'export const a = Date.now();', 'no-restricted-properties'],
  [RUN, 'export const a = Date.now();', 'no-restricted-properties'],
  [ENGINE, 'export const a = new Date();', 'no-restricted-syntax'],
  [WORKFLOW, 'export const a = new Date(2026, 1, 1);', 'no-restricted-syntax'],
  [RUN, 'export const a = (at: Date) => at.getHours();', 'no-restricted-syntax'],
  [WORKFLOW, 'export const a = (at: Date) => at.getDay();', 'no-restricted-syntax'],
  [ENGINE, 'export const a = (at: Date) => at.toLocaleDateString();', 'no-restricted-syntax'],
  [ENGINE, "export const a = (text: string) => text.localeCompare('b');", 'no-restricted-syntax'],
  [WORKFLOW, "export const a = () => import('./more.ts');", 'no-restricted-syntax'],
  [ENGINE, 'export default 1;', 'no-restricted-syntax'],
  [ENGINE, "import { z } from 'zod';\nexport const a = z.string();", '@typescript-eslint/no-restricted-imports'],
  [RUN, "import { Duration } from '../../terms/duration.ts';\nexport const a = Duration;", '@typescript-eslint/no-restricted-imports'],
  [RUN, "import { wait } from './kind.ts';\nexport const a = wait;", '@typescript-eslint/no-restricted-imports'],
  [WORKFLOW, "import { createHash } from 'node:crypto';\nexport const a = createHash;", '@typescript-eslint/no-restricted-imports'],
  [ENGINE, "import { condition } from '@temporalio/workflow';\nexport const a = condition;", '@typescript-eslint/no-restricted-imports'],

  [ANYWHERE, 'export const a = (save: () => Promise<void>) => { save(); };', '@typescript-eslint/no-floating-promises'],
  [
    ANYWHERE,
    'export const a = (is: () => Promise<boolean>) => { if (is()) throw new Error(); };',
    '@typescript-eslint/no-misused-promises',
  ],
  [ANYWHERE, 'export const a = (b: any) => b as string;', '@typescript-eslint/no-explicit-any'],
  [ANYWHERE, "import { Stats } from 'node:fs';\nexport type A = Stats;", '@typescript-eslint/consistent-type-imports'],
  [
    ANYWHERE,
    "export const a = (b: 'one' | 'two') => { switch (b) { case 'one': return 1; } return 2; };",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  [ANYWHERE, 'export const a = 1;\n'.padEnd(400, '\n'), 'max-lines'],
];

/** What those rules must leave alone. */
export const GOOD: readonly [file: string, text: string][] = [
  [WORKFLOW, 'export const a = (): number => Date.now();'],
  [ENGINE, 'export const a = (at: number): string => new Date(at).toISOString();'],
  [RUN, "import type { Duration } from '../../terms/duration.ts';\nexport const a = (b: Duration): Duration => b;"],
];
