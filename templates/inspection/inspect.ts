import type { Sample } from '../loading/samples.ts';
import { OWN_LANGUAGE, shippedPartials } from '../loading/load.ts';
import { read, type Source } from '../renderer/compile.ts';
import type { Reading, TemplateProblem } from '../renderer/reading.ts';
import { TemplateRefusal } from '../renderer/refusal.ts';
import { render } from '../renderer/render.ts';
import type { Template } from '../renderer/template.ts';
import { unmarked } from '../renderer/stretches.ts';
import { phrasesIn } from './phrases.ts';
import { wordCount } from './word-count.ts';

/** What a flow's publishing, the editor and the review need to know of a template without rendering it for anyone. */
export interface Inspection {
  /** Says that something changed: needs a verified improvement in hand. */
  claims: boolean;
  /** Says that we decided against it: needs a decline in hand. */
  decides: boolean;
  /** Says that what was told before is not so: needs something that was taken back. */
  corrects: boolean;
  /** Says that we will write again: the flow must lead to another wait for the same themes. */
  promises: 'to-return' | null;
  /** Shows answers to press: always, so that only a step which gives some can send it, or where a step gives some. */
  answers: 'always' | 'where-given' | null;
  /** Paths of all facts read. */
  facts: string[];
  /** Those of them it reads right without. */
  optional: string[];
  problems: TemplateProblem[];
}

export interface MessageSource {
  subject: string;
  body: string;
}

export interface InspectionContext {
  locale?: string;
  partials?: Readonly<Record<string, string>>;
  samples?: readonly Sample[];
}

export const MOST_WORDS = 110;
const ANSWERS = 'links.answers';

function wordProblems(reading: Reading): TemplateProblem[] {
  return reading.ownWords.flatMap(({ text, line, inClaim }) =>
    phrasesIn(text, inClaim).map(({ rule, words, remedy, blocks, at }) => {
      const below = text.slice(0, at).split('\n').length - 1;
      return { part: reading.part, line: line + below, rule, words, remedy, blocks };
    }),
  );
}

function meaningProblems(body: Reading, facts: ReadonlySet<string>): TemplateProblem[] {
  const blocking = (rule: string, words: string, remedy: string): TemplateProblem => ({
    part: 'body',
    line: 1,
    rule,
    words,
    remedy,
    blocks: true,
  });
  const toTeam = [...facts].some((path) => path.startsWith('notice.'));
  return [
    ...(body.blocks.has('claim') && !facts.has('improvement.change')
      ? [
          blocking(
            'claim-without-change',
            'The claim does not say the improvement’s own change.',
            'Put {{change}} into it, or leave {{#claim}}{{/claim}} empty.',
          ),
        ]
      : []),
    ...(body.blocks.has('decision') && !facts.has('decision.reason')
      ? [blocking('decision-without-reason', 'The decision is told without its reason.', 'Put {{clause reason}} into {{#decision}}.')]
      : []),
    ...(!body.partialsUsed.has('footer') && !toTeam && !body.broken
      ? [blocking('no-footer', 'It does not say why they get this, nor how to choose and stop.', 'End the body with {{> footer}}.')]
      : []),
  ];
}

function sampleProblems(
  source: MessageSource,
  partials: Readonly<Record<string, string>>,
  locale: string,
  samples: readonly Sample[],
): TemplateProblem[] {
  const template: Template = { name: 'sample', variants: { [locale]: { ...source, partials: { ...partials } } } };
  const problem = (rule: string, words: string, remedy: string, blocks: boolean): TemplateProblem => ({
    part: 'body',
    line: 1,
    rule,
    words,
    remedy,
    blocks,
  });
  return samples.flatMap((sample) => {
    try {
      const { text, footer } = render(template, sample.facts, { ...sample, locale, fallback: locale, seed: sample.name });
      const count = wordCount(text.slice(0, text.length - (footer?.length ?? 0)));
      if (count <= MOST_WORDS) return [];
      return [
        problem('too-long', `With the sample "${sample.name}" it has ${String(count)} words.`, `Keep it to ${String(MOST_WORDS)}.`, false),
      ];
    } catch (error) {
      if (!(error instanceof TemplateRefusal)) throw error;
      const field = error.field === undefined ? '' : ` (${error.field})`;
      return [
        problem(
          'sample-refused',
          `The sample "${sample.name}" cannot be rendered${field}: ${error.words}`,
          'Give a fallback, or leave the words out with {{#known}}.',
          true,
        ),
      ];
    }
  });
}

/** Reads a template's source by its syntax tree: what it says, which facts it reads, and every problem with line, rule and remedy. */
export function inspect(source: MessageSource | string, context: InspectionContext = {}): Inspection {
  const given = typeof source === 'string' ? { subject: '', body: source } : source;
  const language = context.locale ?? OWN_LANGUAGE;
  const partials = context.partials ?? shippedPartials(language);
  const part = (name: Source['part']): Reading => read({ part: name, text: given[name], language, partials }, false).reading;
  const subject = part('subject');
  const body = part('body');
  const needs = new Set([...subject.needs, ...body.needs]);
  const facts = new Set([...needs, ...subject.optional, ...body.optional]);
  const says = (name: string): boolean => subject.blocks.has(name) || body.blocks.has(name);
  const structure = [...subject.problems, ...body.problems];
  const whole = structure.some(({ blocks }) => blocks) ? [] : sampleProblems(given, partials, language, context.samples ?? []);
  return {
    claims: says('claim'),
    decides: says('decision'),
    corrects: !says('claim') && facts.has('correction.whatIsTrue'),
    promises: says('promise') ? 'to-return' : null,
    answers: needs.has(ANSWERS) ? 'always' : facts.has(ANSWERS) ? 'where-given' : null,
    facts: [...facts].sort(),
    optional: [...facts].filter((path) => !needs.has(path)).sort(),
    problems: [...structure, ...wordProblems(subject), ...wordProblems(body), ...meaningProblems(body, facts), ...whole],
  };
}

/** All languages of a template together: it claims where any of them claims, and every problem names its language. */
export function inspectTemplate(template: Template, samples: readonly Sample[] = []): Inspection {
  const each = Object.entries(template.variants).map(([locale, { subject, body, partials }]) => ({
    locale,
    found: inspect(
      { subject, body },
      { locale, partials, samples: samples.filter(({ locale: wanted }) => wanted.split('-')[0] === locale.split('-')[0]) },
    ),
  }));
  const union = (paths: (one: Inspection) => string[]): string[] => [...new Set(each.flatMap(({ found }) => paths(found)))].sort();
  const optional = union((one) => one.optional).filter((path) =>
    each.every(({ found }) => !found.facts.includes(path) || found.optional.includes(path)),
  );
  return {
    claims: each.some(({ found }) => found.claims),
    decides: each.some(({ found }) => found.decides),
    corrects: each.some(({ found }) => found.corrects),
    promises: each.some(({ found }) => found.promises !== null) ? 'to-return' : null,
    answers: (['always', 'where-given'] as const).find((when) => each.some(({ found }) => found.answers === when)) ?? null,
    facts: union((one) => one.facts),
    optional,
    problems: each.flatMap(({ locale, found }) => found.problems.map((problem) => ({ ...problem, locale }))),
  };
}

/** What an approver's edit says beyond the locked claims: claiming words there need a second approver, offers are refused. */
export function editedWords(text: string, claims: readonly string[]): ReturnType<typeof phrasesIn> {
  return phrasesIn(claims.reduce((rest, claim) => rest.replaceAll(claim, ' '), unmarked(text)));
}
