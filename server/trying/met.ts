import { answers, conditionWords, coverage, decides } from '@loopwright/workflows/contract';
import type { Condition, ConditionFacts, PlanStep } from '@loopwright/workflows/contract';
import type { FactsThen, Previewed } from '@loopwright/workflows/preview';
import { knownOf } from '../why/known.ts';
import type { ThemeNames } from '../why/theme-names.ts';
import { words } from '../why/words.ts';
import type { Asked } from './entry-words.ts';
import type { Supposed } from './supposed.ts';

type Entry = Previewed['trail'][number];

/** What a step looked at as it was left, and what of it was so. */
export function metAt(entry: Entry, step: PlanStep | undefined, supposed: Supposed, named: ThemeNames): Asked[] {
  if (!step) return [];
  if (step.kind === 'wait-for-improvement') return improvementsThen(entry, step, supposed, named);
  const condition = step.config['if'];
  return step.kind === 'check' && condition ? leavesOf(condition as Condition).map((leaf) => answered(leaf, entry.facts)) : [];
}

/** Every improvement known by then, the one that decided first. */
function improvementsThen({ facts, at, about }: Entry, step: PlanStep, supposed: Supposed, named: ThemeNames): Asked[] {
  const themes = step.config['themes'];
  const said = { ...facts.feedback, ...(Array.isArray(themes) ? { themes: themes as string[] } : {}) };
  return facts.improvements
    .filter((one) => one.themes.some((theme) => said.themes.includes(theme)))
    .sort((one, other) => Number(other.id === about) - Number(one.id === about))
    .flatMap((one): Asked[] => {
      const doc = supposed.at(one.id, at);
      if (!doc) return [];
      const known = knownOf(doc, named, null, said.occurredAt);
      if (decides(one, facts.customer, said))
        return [{ met: true, words: `It was decided against ${known.improvement ?? 'it'}, after they spoke.` }];
      const verdict = coverage(one, facts.customer, said, new Date(at));
      if (!verdict.covers) return [{ met: false, words: words(verdict.why, known) }];
      return [{ met: true, words: `${known.improvement ?? 'It'} is verified, shipped after they spoke, and is true for them.` }];
    });
}

const leavesOf = (condition: Condition): Condition[] =>
  'all' in condition ? condition.all.flatMap(leavesOf) : 'any' in condition ? condition.any.flatMap(leavesOf) : [condition];

function answered(leaf: Condition, { customer, feedback }: FactsThen): Asked {
  const facts: ConditionFacts = { customer, feedback };
  const answer = answers(leaf, facts);
  const says = conditionWords(leaf, 'their');
  return {
    met: answer === 'yes',
    words: answer === 'unknown' ? `It is not known whether ${says}.` : `${answer === 'yes' ? 'So' : 'Not so'}: ${says}.`,
  };
}
