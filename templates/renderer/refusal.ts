/** Why a message cannot be rendered. `message` never holds a customer's data: only a code, a field's path and our own words. */
export type RefusalCode =
  | 'missing-fact'
  | 'claim-without-improvement'
  | 'decision-without-decline'
  | 'template-problem'
  | 'wrong-facts'
  | 'not-in-language'
  | 'unknown-zone';

export class TemplateRefusal extends Error {
  readonly code: RefusalCode;
  readonly field: string | undefined;
  readonly words: string;

  constructor(code: RefusalCode, words: string, field?: string) {
    super(field === undefined ? `${code}: ${words}` : `${code} (${field}): ${words}`);
    this.name = 'TemplateRefusal';
    this.code = code;
    this.field = field;
    this.words = words;
  }
}
