import type { Condition, Flow } from '@loopwright/workflows/contract';
import { placed } from '@loopwright/workflows/contract';
import { fieldsIn } from '../why/known.ts';

const PREFIX = 'customer.attributes.';

/** The customer's attributes that a flow's conditions ask for. */
export function askedAttributes(tree: Flow, scopes: readonly Condition[]): string[] {
  const questions = placed(tree).flatMap(({ step, issues }) =>
    step.kind === 'check' && issues.length === 0 ? [step.config['if'] as Condition] : [],
  );
  const all = [...(tree.entry.onlyIf ? [tree.entry.onlyIf] : []), ...questions, ...scopes];
  return [...new Set(all.flatMap(fieldsIn).flatMap((field) => (field.startsWith(PREFIX) ? [field.slice(PREFIX.length)] : [])))];
}
