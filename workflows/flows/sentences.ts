import type { Names, Words } from '../steps/words/names.ts';
import { textOf } from '../steps/words/sentence.ts';
import type { Sentence } from '../steps/words/sentence.ts';
import type { Flow } from '../terms/flow.ts';
import { againSentence, comparisonSentence, entrySentences } from './sentences/entry.ts';
import { houseRulesSentence } from './sentences/house-rules.ts';
import type { HouseRulesFacts } from './sentences/house-rules.ts';
import { absolute, sequenceSentences } from './sentences/steps.ts';
import type { Told } from './sentences/steps.ts';

export interface FlowWords extends Names {
  houseRules: HouseRulesFacts;
}

/** One sentence of a flow. Pickers carry their path in the flow: `steps.0.config.atMost`; `house-rules` is outside it. */
export interface FlowSentence {
  about: 'entry' | 'again' | 'comparison' | 'house-rules' | Told['about'];
  step: string | null;
  exit: string | null;
  /** 0 for the flow's own sequence; exits stand one deeper than their step, the steps under them two. */
  depth: number;
  parts: Sentence;
  text: string;
}

/** A flow in words. Two flows that behave differently never read alike; the house rules stand last and are no part of it. */
export function sentences(flow: Flow, words: FlowWords): FlowSentence[] {
  const stepWords = wordsOfSteps(words, flow.brand);
  return [
    ...entrySentences(flow.entry, words).map((parts) => about('entry', absolute(parts, 'entry'))),
    ...(flow.entry.kind === 'taken-back' ? [] : [about('again', absolute(againSentence(flow.entry), 'entry'))]),
    about('comparison', comparisonSentence(flow)),
    ...sequenceSentences(flow.steps, 'steps', 0, stepWords).map((told) => ({ ...told, text: textOf(told.parts) })),
    about('house-rules', houseRulesSentence(words.houseRules)),
  ];
}

/** The same for the same flow again, so that its steps find what they said before. */
const wordsOfSteps = (words: FlowWords, brand: string | undefined): Words => {
  const known = stepWordsOf.get(words);
  if (known && known.brand === brand) return known;
  const made = { ...words, zone: words.houseRules.zone, brand };
  stepWordsOf.set(words, made);
  return made;
};
const stepWordsOf = new WeakMap<FlowWords, Words>();

const about = (what: 'entry' | 'again' | 'comparison' | 'house-rules', parts: Sentence): FlowSentence => ({
  about: what,
  step: null,
  exit: null,
  depth: 0,
  parts,
  text: textOf(parts),
});

/** The sentences as plain text, a line each, indented. */
export const story = (told: readonly FlowSentence[]): string => told.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`).join('\n');
