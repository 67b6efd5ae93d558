/** One thing wrong with a template: where, which rule, and what to do about it. Blocking problems stop publishing. */
export interface TemplateProblem {
  part: 'subject' | 'body';
  line: number;
  rule: string;
  words: string;
  remedy: string;
  blocks: boolean;
  locale?: string;
}

export interface OwnWords {
  text: string;
  line: number;
  inClaim: boolean;
}

/** What reading one source through found: the facts it needs or may use, its own words, what it says, and what is wrong. */
export class Reading {
  readonly part: 'subject' | 'body';
  readonly language: string;
  readonly partials: Readonly<Record<string, string>>;
  readonly needs = new Set<string>();
  readonly optional = new Set<string>();
  readonly problems: TemplateProblem[] = [];
  readonly ownWords: OwnWords[] = [];
  readonly blocks = new Set<string>();
  readonly partialsUsed = new Set<string>();
  /** Structure breaks the renderer's promises: such a source is never rendered. Words only stop publishing. */
  broken = false;
  slots = 0;

  constructor(part: 'subject' | 'body', language: string, partials: Readonly<Record<string, string>>) {
    this.part = part;
    this.language = language;
    this.partials = partials;
  }

  refuse(line: number, rule: string, words: string, remedy: string): void {
    this.broken = true;
    this.problems.push({ part: this.part, line, rule, words, remedy, blocks: true });
  }

  refuseSyntax({ line, words }: { line: number; words: string }): void {
    this.refuse(line, 'syntax', words, 'Close every {{#…}} with its own {{/…}} and every {{ with }}.');
  }

  /** Reads of an alternative: what it needs on its own, and for the whole only optional. */
  aside<T>(read: () => T): { result: T; needs: string[] } {
    const before = new Set(this.needs);
    this.needs.clear();
    const result = read();
    const needs = [...this.needs];
    this.needs.clear();
    for (const path of before) this.needs.add(path);
    for (const path of needs) this.optional.add(path);
    return { result, needs };
  }
}
