import { factPaths, fullPath, pathsNamed, type FactKind } from './fact-paths.ts';
import { call, text } from './ast.ts';
import { onlyInside } from './helper-rules.ts';
import type { Reading } from './reading.ts';

export type Inside = 'claim' | 'decision' | 'quote';

/** Where in a source we are: what is known for sure there, which blocks surround it, and the line a partial was called on. */
export interface Place {
  reading: Reading;
  html: boolean;
  known: ReadonlySet<string>;
  inside: ReadonlySet<Inside>;
  within: readonly string[];
  calledOn?: number;
}

export const lineOf = (node: { loc: hbs.AST.SourceLocation }, place: Place): number => place.calledOn ?? node.loc.start.line;

/** need: missing is an error. peek: missing falls through to what comes next. test: only asks whether it is known. */
export type Mode = 'need' | 'peek' | 'test';

export function noteRead(path: string, place: Place, mode: Mode): void {
  if (mode === 'need' && !place.known.has(path)) place.reading.needs.add(path);
  else place.reading.optional.add(path);
}

/** The fact a path names, or undefined after saying what is wrong with it. */
export function factNamed(
  node: hbs.AST.PathExpression,
  place: Place,
  mode: Mode,
  kinds: readonly FactKind[] | undefined,
): string | undefined {
  const refuse = (rule: string, words: string, remedy: string): undefined => {
    place.reading.refuse(lineOf(node, place), rule, words, remedy);
  };
  const written = node.parts.join('.');
  if (node.data || node.depth > 0 || written === '' || /^this\b|^\./.test(node.original)) {
    refuse('no-context', `"${node.original}" does not name a fact.`, 'Write the whole path of a fact, such as customer.name.');
    return;
  }
  const path = fullPath(written);
  if (path === undefined) {
    refuse('unknown-fact', `There is no fact "${written}".`, 'Use a fact of the list beside the editor, or take it out.');
    return;
  }
  if (path === null) {
    refuse('ambiguous-fact', `Several facts are called "${written}".`, `Write ${pathsNamed(written).join(' or ')}.`);
    return;
  }
  const kind = factPaths.get(path);
  if (path === 'feedback.quote') {
    refuse('quote-by-hand', 'Their words are shown by {{quote}} only.', 'Write {{quote}} or {{#quote}}…{{else}}…{{/quote}}.');
    return;
  }
  if (mode === 'test') return path;
  const room = onlyInside.get(path);
  if (room !== undefined && !place.inside.has(room)) {
    refuse(`${room}-outside-block`, `"${written}" may be said only inside {{#${room}}}.`, `Move it into {{#${room}}}…{{/${room}}}.`);
    return;
  }
  if (kinds !== undefined && kind !== undefined && !kinds.includes(kind)) {
    refuse('wrong-kind', `"${written}" cannot be used here.`, `This place takes ${kinds.join(', ')}.`);
    return;
  }
  return path;
}

export function readFact(path: string, place: Place, mode: Mode, loc: hbs.AST.SourceLocation): hbs.AST.SubExpression {
  noteRead(path, place, mode);
  return call({ helper: mode === 'need' ? 'read' : 'peek', params: [text(path, loc)], loc });
}
