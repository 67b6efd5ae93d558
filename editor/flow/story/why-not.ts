import { placed, problems } from '@loopwright/workflows/contract';
import type { Kind } from '@loopwright/workflows/contract';
import { beginningOf } from '../fields/settings.ts';
import { changeAt } from '../fields/target.ts';
import type { Target } from '../fields/target.ts';
import { add } from '../operations/add.ts';
import type { Gap } from '../operations/tree.ts';
import type { Rule } from '../rule.svelte.ts';

/** Why a kind may not stand in a gap: what it would break about the order of steps. Null where it may. */
export function whyNotKind(rule: Rule, gap: Gap, kind: Kind): string | null {
  const { flow } = add(rule.flow, gap, kind, beginningOf(kind, rule.workspace), rule.saying);
  const before = new Set(rule.problems.map(({ step, message }) => `${String(step)} ${message}`));
  const paths = new Map(placed(flow).map(({ step, path }) => [step.id, path]));
  const fresh = problems(flow, rule.workspace).find(
    ({ step, path, message, blocks }) => blocks && step !== null && path === paths.get(step) && !before.has(`${step} ${message}`),
  );
  return fresh?.message ?? null;
}

/** Why a value of a setting would break a rule where the step stands; null where it fits. */
export function whyNotValue(rule: Rule, target: Target, value: unknown): string | null {
  const flow = changeAt(rule, target, value, '')?.flow;
  if (!flow || target.step === null) return null;
  const found = problems(flow, rule.workspace).find(
    ({ step, path, blocks }) => blocks && step === target.step && path.endsWith(`.config.${target.name}`),
  );
  return found?.message ?? null;
}
