import { call, expressions, text, type Expression } from './ast.ts';
import type { FactKind } from './fact-paths.ts';
import { helperRules, type HelperRule } from './helper-rules.ts';
import { factNamed, lineOf, noteRead, readFact, type Mode, type Place } from './place.ts';

export interface Written {
  path: hbs.AST.PathExpression;
  params: hbs.AST.Expression[];
  hash?: hbs.AST.Hash | undefined;
  loc: hbs.AST.SourceLocation;
}

const EMPTY = (loc: hbs.AST.SourceLocation): Expression => text('', loc);

/** The one word a path is, when it could name a helper. */
export function helperName(path: hbs.AST.PathExpression | hbs.AST.Literal | hbs.AST.SubExpression): string | undefined {
  const simple = path.type === 'PathExpression' ? (path as hbs.AST.PathExpression) : undefined;
  return simple && !simple.data && simple.depth === 0 && simple.parts.length === 1 ? simple.parts[0] : undefined;
}

export function checkShape(name: string, rule: HelperRule, written: Written, place: Place, as: 'block' | 'inline'): boolean {
  const refuse = (words: string, remedy: string): boolean => {
    place.reading.refuse(lineOf(written, place), 'wrong-helper-use', words, remedy);
    return false;
  };
  if (!rule[as])
    return refuse(`{{${name}}} is not written like that.`, as === 'inline' ? `Write {{#${name}}}…{{/${name}}}.` : `Write {{${name} …}}.`);
  const [least, most] = rule.params;
  if (written.params.length < least || written.params.length > most)
    return refuse(
      `{{${name}}} takes ${least === most ? String(least) : `${String(least)} to ${String(most)}`} values.`,
      'Give it that many.',
    );
  const stranger = written.hash?.pairs.find(({ key }) => !rule.hash?.includes(key));
  if (stranger) return refuse(`{{${name}}} knows no "${stranger.key}".`, rule.hash ? `It knows ${rule.hash.join(', ')}.` : 'Take it out.');
  return true;
}

function literal(node: Expression, place: Place): Expression {
  if (node.type === 'StringLiteral') {
    place.reading.ownWords.push({ text: node.value, line: lineOf(node, place), inClaim: place.inside.has('claim') });
    return node;
  }
  place.reading.refuse(lineOf(node, place), 'wrong-helper-use', 'Only words in quotation marks can stand here.', 'Write it as "…".');
  return EMPTY(node.loc);
}

function value(node: Expression, place: Place, mode: Mode, kinds: readonly FactKind[]): Expression {
  if (node.type === 'SubExpression') return inlineCall(node, place, mode);
  if (node.type !== 'PathExpression') return literal(node, place);
  const name = helperName(node);
  if (name !== undefined && helperRules.has(name))
    return inlineCall({ path: node, params: [], hash: undefined, loc: node.loc }, place, mode);
  const path = factNamed(node, place, mode, kinds);
  return path === undefined ? EMPTY(node.loc) : readFact(path, place, mode, node.loc);
}

const WORDS: readonly FactKind[] = ['line', 'words'];

function implied(name: string, place: Place, mode: Mode, loc: hbs.AST.SourceLocation): Expression[] {
  if (name === 'theme') return [readFact('themes', place, mode, loc)];
  if (name === 'answers') return [readFact('links.answers', place, mode, loc)];
  if (name !== 'quote') return [];
  if (place.reading.part === 'subject')
    place.reading.refuse(
      place.calledOn ?? loc.start.line,
      'quote-in-subject',
      'Their words never stand in the subject.',
      'Name the theme instead: {{theme}}.',
    );
  noteRead('feedback.quote', place, 'peek');
  // Without a quote the theme's noun stands in, so it is needed wherever a quote is not certain.
  noteRead('themes', place, place.inside.has('quote') ? 'peek' : mode);
  return [];
}

/** A helper used for its value: its facts become reads with need or peek, everything else is refused. */
export function inlineCall(written: Written, place: Place, mode: Mode): hbs.AST.SubExpression {
  const { loc } = written;
  const name = helperName(written.path);
  const rule = name === undefined ? undefined : helperRules.get(name);
  if (name === undefined || rule === undefined) {
    place.reading.refuse(
      place.calledOn ?? loc.start.line,
      'unknown-helper',
      `There is no helper "${written.path.original}".`,
      `Helpers are ${[...helperRules.keys()].join(', ')}.`,
    );
    return call({ helper: 'peek', params: [EMPTY(loc)], loc });
  }
  checkShape(name, rule, written, place, 'inline');
  const params = expressions(written.params);
  const modeOf = (index: number): Mode => {
    if (mode !== 'need') return mode;
    if (name === 'or') return index === params.length - 1 ? 'need' : 'peek';
    return name === 'list' && params.length > 1 ? 'peek' : 'need';
  };
  const given = params.map((param, index) =>
    rule.literal || (name === 'plural' && index > 0) ? literal(param, place) : value(param, place, modeOf(index), rule.of ?? WORDS),
  );
  const pairs = (written.hash?.pairs ?? []).map(({ key, value: word }) => [key, literal(word as Expression, place)] as const);
  return call({ helper: name, params: [...implied(name, place, mode, loc), ...given], hash: Object.fromEntries(pairs), loc });
}
