import type { FactKind } from './fact-paths.ts';

/** What a template may write with a helper: as a block or inline, with how many words behind it, and of which kind. */
export interface HelperRule {
  block?: boolean;
  inline?: boolean;
  params: readonly [number, number];
  /** What its facts must be; text where absent. */
  of?: readonly FactKind[];
  /** Its parameters are words in the template, not facts. */
  literal?: boolean;
  hash?: readonly string[];
}

const TEXT: readonly FactKind[] = ['line', 'words'];

const rules: [string, HelperRule][] = [
  ['claim', { block: true, params: [0, 0] }],
  ['decision', { block: true, params: [0, 0] }],
  ['promise', { block: true, params: [0, 0] }],
  ['quote', { block: true, inline: true, params: [0, 0] }],
  ['known', { block: true, params: [1, 6] }],
  ['oneOf', { block: true, params: [0, 0] }],
  ['option', { block: true, params: [0, 0] }],
  ['facts', { block: true, params: [0, 0], hash: ['apart'] }],
  ['fact', { block: true, params: [0, 1], literal: true, hash: ['lead', 'maybe'] }],
  ['theme', { inline: true, params: [0, 1], literal: true }],
  ['answers', { inline: true, params: [0, 0] }],
  ['date', { inline: true, params: [1, 1], of: ['instant'] }],
  ['ago', { inline: true, params: [1, 1], of: ['instant'] }],
  ['number', { inline: true, params: [1, 1], of: ['number'] }],
  ['plural', { inline: true, params: [3, 3], of: ['number'], hash: ['zero', 'two', 'few', 'many'] }],
  ['list', { inline: true, params: [1, 10], of: ['lines', 'line', 'words'] }],
  ['or', { inline: true, params: [2, 6], of: TEXT }],
  ['capital', { inline: true, params: [1, 1], of: TEXT }],
  ['clause', { inline: true, params: [1, 1], of: TEXT }],
  ['sentence', { inline: true, params: [1, 1], of: TEXT }],
];

export const helperRules: ReadonlyMap<string, HelperRule> = new Map(rules);

/** What a bare `{{path}}` may print; every other kind names the helper that words it. */
export const printable: ReadonlyMap<FactKind, string | null> = new Map<FactKind, string | null>([
  ['line', null],
  ['words', null],
  ['link', null],
  ['instant', '{{date …}} or {{ago …}}'],
  ['number', '{{number …}} or {{plural … "one" "other"}}'],
  ['flag', '{{#known …}}…{{/known}}'],
  ['lines', '{{list …}}'],
  ['themes', '{{theme}}'],
  ['answers', '{{answers}}'],
  ['channel', '{{where}}'],
]);

/** Facts that may be said only inside one block, because saying them elsewhere would be a claim or a decision of its own. */
export const onlyInside: ReadonlyMap<string, 'claim' | 'decision'> = new Map<string, 'claim' | 'decision'>([
  ['improvement.change', 'claim'],
  ['improvement.shippedAt', 'claim'],
  ['improvement.howChecked', 'claim'],
  ['decision.reason', 'decision'],
  ['decision.decidedAt', 'decision'],
  ['decision.whatWorks', 'decision'],
]);

/** The renderer's own helpers, which no template can name: what the translation turns paths and mustaches into. */
export const internalHelpers = ['read', 'peek', 'say', 'link'] as const;
