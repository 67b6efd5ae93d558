import type { Names } from '../steps/words/names.ts';

/** A sentence of trouble with a template's own words, found when it was stored. */
export interface TemplateProblem {
  message: string;
  fix: string;
  /** Keeps flows that use it from being published; else a warning there. */
  blocks: boolean;
}

/** What publishing must know of a template. */
export interface TemplateFacts {
  title: string;
  /** Of its words: a version of a flow pins it. */
  hash: string;
  /** Says that something changed. */
  claims: boolean;
  /** Says that we decided against something. */
  decides: boolean;
  /** Takes back what was told before. */
  corrects: boolean;
  /** Says that we will write again. */
  promises: 'to-return' | null;
  /** Shows answers to press: in every message, so that it can only ask; or where a step gives some. */
  answers: 'always' | 'where-given' | null;
  /** For example an offer in a message that answers feedback. */
  problems: readonly TemplateProblem[];
}

/** The workspace a flow is checked against, by key. */
export interface FlowWorld extends Names {
  templates: ReadonlyMap<string, TemplateFacts>;
  /** Ids of steps that a published version had and a later one has not: never used again. */
  retiredStepIds: ReadonlySet<string>;
}
