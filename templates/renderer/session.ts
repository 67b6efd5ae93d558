import type { FactValue } from './readable-facts.ts';
import { TemplateRefusal } from './refusal.ts';

export interface SessionInput {
  values: ReadonlyMap<string, FactValue>;
  /** The words of the quote if it may be shown in this message. */
  quote: string | undefined;
  /** Why no claim can be made now, or nothing. */
  claimProblem: string | undefined;
  decided: boolean;
  language: string;
  formatLocale: string;
  zone: string;
  now: Date;
  seed: string;
  had: readonly string[];
  html: boolean;
}

/** One rendering: what it may read, and what it turned out to use. */
export class Session {
  readonly input: SessionInput;
  readonly used = new Map<string, FactValue>();
  readonly choices: string[] = [];
  readonly picked: string[] = [];
  readonly collected: Map<string, string>[] = [];

  constructor(input: SessionInput) {
    this.input = input;
  }

  known(path: string): boolean {
    return this.input.values.has(path);
  }

  peek(path: string): FactValue | undefined {
    const value = this.input.values.get(path);
    if (value !== undefined) this.used.set(path, value);
    return value;
  }

  read(path: string): FactValue {
    const value = this.peek(path);
    if (value === undefined)
      throw new TemplateRefusal(
        'missing-fact',
        'The template needs this fact and it is not known; give a fallback or leave the words out.',
        path,
      );
    return value;
  }
}
