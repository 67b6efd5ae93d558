import type { z } from 'zod';
import { Answers, Channel, Count, Flag, Instant, Line, Lines, Link, LongText, MessageFacts, Score, Themes, Words } from '../facts.ts';

export type FactKind = 'line' | 'words' | 'link' | 'instant' | 'number' | 'flag' | 'lines' | 'themes' | 'answers' | 'channel';

const kinds = new Map<unknown, FactKind>([
  [Line, 'line'],
  [LongText, 'line'],
  [Words, 'words'],
  [Link, 'link'],
  [Instant, 'instant'],
  [Count, 'number'],
  [Score, 'number'],
  [Flag, 'flag'],
  [Lines, 'lines'],
  [Themes, 'themes'],
  [Answers, 'answers'],
  [Channel, 'channel'],
]);

interface SchemaNode {
  unwrap?: () => z.ZodType;
  shape?: Record<string, z.ZodType>;
}

function leaves(schema: unknown, path: string): [string, FactKind][] {
  const kind = kinds.get(schema);
  if (kind !== undefined) return [[path, kind]];
  const node = schema as SchemaNode;
  if (node.shape) return Object.entries(node.shape).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
  // What is neither a fact nor a group of facts (the improvement's state) cannot be read by a template.
  return node.unwrap ? leaves(node.unwrap(), path) : [];
}

/** Every path a template can read, from the schema itself. */
export const factPaths: ReadonlyMap<string, FactKind> = new Map(leaves(MessageFacts, ''));

const shortNames = new Map<string, string | null>();
for (const path of factPaths.keys()) {
  const name = path.slice(path.lastIndexOf('.') + 1);
  shortNames.set(name, shortNames.has(name) ? null : path);
}

/** The full path for a path or for a last part that only one fact has (`shippedAt`); null where several have it; undefined where none. */
export function fullPath(written: string): string | null | undefined {
  return factPaths.has(written) ? written : shortNames.get(written);
}

export function pathsNamed(shortName: string): string[] {
  return [...factPaths.keys()].filter((path) => path.endsWith(`.${shortName}`));
}
