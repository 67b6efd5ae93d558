const takes = (path: string): string => `import { a } from '${path}';\nexport const b = a;\n`;
const SOMETHING = 'export const a = 1;\n';

/** The smallest project that breaks a rule: one file, what it says, and what else is there. */
interface Breach {
  rule: string;
  file: string;
  says: string;
  there?: Record<string, string>;
}

const across = (rule: string, file: string, path: string): Breach => {
  const target = new URL(path, `file:///${file}`).pathname.slice(1);
  return { rule, file, says: takes(path), there: { [target]: SOMETHING } };
};
const outside = (rule: string, file: string, library: string): Breach => ({ rule, file, says: takes(library) });

export const BREACHES: readonly Breach[] = [
  { rule: 'no-circles', file: 'server/one.ts', says: takes('./two.ts'), there: { 'server/two.ts': `import './one.ts';\n${SOMETHING}` } },
  { rule: 'no-orphans', file: 'server/forgotten.ts', says: SOMETHING },
  { rule: 'no-unknown', file: 'server/one.ts', says: takes('./gone.ts') },
  outside('no-undeclared', 'server/one.ts', 'left-pad'),
  across('nobody-imports-tests', 'server/one.ts', '../test/builders/feedback.ts'),
  outside('product-without-test-packages', 'server/one.ts', 'fast-check'),

  across('workflows-know-nobody', 'workflows/worker.ts', '../server/storage/ids.ts'),
  across('terms-first', 'workflows/terms/flow.ts', '../steps/kind.ts'),
  across('kinds-on-terms', 'workflows/steps/wait/kind.ts', '../../flows/tree.ts'),
  across('steps-apart', 'workflows/steps/wait/activity.ts', '../check/activity.ts'),
  across('flows-on-kinds', 'workflows/flows/compile.ts', '../engine/walk.ts'),
  across('engine-on-plans', 'workflows/engine/walk.ts', '../flows/tree.ts'),
  across('temporal-on-the-engine', 'workflows/temporal/codec.ts', '../flows/compile.ts'),
  across('simulation-on-the-engine', 'workflows/simulate/simulate.ts', '../temporal/codec.ts'),
  across('sandbox-is-closed', 'workflows/engine/walk.ts', '../terms/plan.ts'),
  across('sandbox-is-closed', 'workflows/steps/wait/run.ts', './kind.ts'),
  outside('sandbox-is-closed', 'workflows/temporal/loop-workflow.ts', '@temporalio/worker'),
  {
    rule: 'contract-runs-anywhere',
    file: 'workflows/contract.ts',
    says: takes('./flows/tree.ts'),
    there: { 'workflows/flows/tree.ts': takes('../engine/hash.ts'), 'workflows/engine/hash.ts': SOMETHING },
  },
  outside('terms-are-schemas', 'workflows/terms/flow.ts', 'node:crypto'),
  outside('kinds-run-anywhere', 'workflows/steps/wait/kind.ts', 'mongoose'),
  outside('flows-run-anywhere', 'workflows/flows/compile.ts', 'node:crypto'),
  outside('engine-has-effects-only', 'workflows/engine/walk.ts', '@temporalio/workflow'),
  outside('engine-has-effects-only', 'workflows/simulate/world.ts', 'node:timers'),

  across('templates-know-nobody', 'templates/facts.ts', '../workflows/contract.ts'),
  across('server-by-the-doors', 'server/loops/one.ts', '../../workflows/engine/walk.ts'),
  across('server-by-the-doors', 'server/writing/one.ts', '../../templates/renderer/render.ts'),
  across('launcher-alone', 'server/launch/start.mjs', '../config/config.ts'),
  outside('launcher-needs-node', 'server/launch/start.mjs', 'mongoose'),
  across('product-without-launcher', 'server/api.ts', './launch/home.mjs'),
  across('editor-on-the-contract', 'editor/pages/one.ts', '../../workflows/flows/tree.ts'),
];

/** What the rules must leave alone. */
export const LEGAL: Readonly<Record<string, string>> = {
  'workflows/terms/plan.ts': takes('zod'),
  'workflows/steps/wait/kind.ts': takes('../../terms/plan.ts'),
  'workflows/steps/wait/run.ts': "import type { b } from '../../terms/plan.ts';\nexport const a: typeof b = 1;\n",
  'workflows/steps/runners.ts': takes('./wait/run.ts'),
  'workflows/flows/compile.ts': takes('../steps/wait/kind.ts'),
  'workflows/contract.ts': takes('./flows/compile.ts'),
  'workflows/engine/walk.ts': takes('../steps/runners.ts'),
  'workflows/temporal/loop-workflow.ts': takes('../engine/walk.ts') + "export { b as c } from '@temporalio/workflow';\n",
  'workflows/worker.ts': takes('./temporal/loop-workflow.ts') + "export { b as c } from '@temporalio/worker';\n",
  'server/worker.ts': takes('../workflows/worker.ts') + "export { b as c } from 'mongoose';\n",
  'server/launch/start.mjs': takes('node:fs'),
  'editor/pages/one.ts': takes('../../workflows/contract.ts'),
  'test/engine/one.spec.ts': takes('../../workflows/engine/walk.ts'),
};
