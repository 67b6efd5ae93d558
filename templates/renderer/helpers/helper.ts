import type Handlebars from 'handlebars';
import type { Session } from '../session.ts';

export type Helper = (...args: unknown[]) => unknown;
type Options = Handlebars.HelperOptions;

/** Handlebars passes the values written, then its options: split here, once. */
export function inline(say: (...values: unknown[]) => unknown): Helper {
  return (...args) => say(...args.slice(0, -1));
}

export interface BlockCall {
  values: unknown[];
  hash: Readonly<Record<string, unknown>>;
  body: () => string;
  otherwise: () => string;
}

export function block(say: (call: BlockCall) => string): Helper {
  return (...args) => {
    const options = args.at(-1) as Options;
    const otherwise = (): string => (typeof options.inverse === 'function' ? options.inverse({}) : '');
    return say({ values: args.slice(0, -1), hash: options.hash as Record<string, unknown>, body: () => options.fn({}), otherwise });
  };
}

export function hashOf(args: unknown[]): Readonly<Record<string, unknown>> {
  return (args.at(-1) as Options).hash as Record<string, unknown>;
}

export type HelperSet = (session: Session) => Record<string, Helper>;

/** A printed value as text; what is not a text or a number has no words of its own. */
export function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
