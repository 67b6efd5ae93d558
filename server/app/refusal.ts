/** Where a request went wrong, and the rule in words; never the value itself. */
export interface InputProblem {
  path: string;
  message: string;
}

/** The caller must act: answered as problem+json with this code, status and words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly problems: readonly InputProblem[] = [],
    /** Further members of the answer, such as what changed since a stale revision. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** `what` with its article: "a customer". */
export const notFound = (what: string): Refusal => new Refusal(404, 'not-found', `There is no such ${what.replace(/^an? /, '')}.`);

export const conflict = (code: string, detail: string, more: Readonly<Record<string, unknown>> = {}): Refusal =>
  new Refusal(409, code, detail, [], more);

export const invalid = (problems: readonly InputProblem[]): Refusal =>
  new Refusal(422, 'invalid', 'The request does not fit; each problem names its place and the rule.', problems);
