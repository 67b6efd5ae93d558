import { block, content, expressions, mustache, parse, program, statements, SyntaxFault } from './ast.ts';
import type { Block, Content, Inclusion, Mustache, Program, Statement } from './ast.ts';
import { factPaths, type FactKind } from './fact-paths.ts';
import { helperRules, printable } from './helper-rules.ts';
import { claimIn } from './languages.ts';
import { factNamed, lineOf, readFact, type Inside, type Place } from './place.ts';
import { FOOTER, MARKS } from './stretches.ts';
import { checkShape, helperName, inlineCall } from './translate-call.ts';
import { choice } from './translate-choice.ts';

const escapeOwn = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const PRINTS = [...printable].flatMap(([kind, instead]): FactKind[] => (instead === null ? [kind] : []));

function own(node: Content, place: Place): hbs.AST.Statement {
  if (node.value.search(MARKS) >= 0)
    place.reading.refuse(
      lineOf(node, place),
      'private-character',
      'A character of the private-use area stands in the text.',
      'Take it out.',
    );
  // Handlebars trims lines that hold nothing but a block; the line of what is left counts from the original.
  const { original } = node;
  const trimmed = original.slice(0, Math.max(0, original.indexOf(node.value))).split('\n').length - 1;
  const line = place.calledOn ?? node.loc.start.line + trimmed;
  place.reading.ownWords.push({ text: node.value, line, inClaim: place.inside.has('claim') });
  return content(place.html ? escapeOwn(node.value) : node.value, node.loc);
}

function printed(node: Mustache, place: Place): hbs.AST.Statement[] {
  const { loc } = node;
  const refuse = (rule: string, words: string, remedy: string): [] => {
    place.reading.refuse(lineOf(node, place), rule, words, remedy);
    return [];
  };
  if (!node.escaped) return refuse('triple-stash', 'Data is never printed unescaped.', 'Write {{…}} with two braces and no &.');
  const name = helperName(node.path);
  if (name !== undefined && helperRules.has(name)) {
    const made = inlineCall({ path: node.path as hbs.AST.PathExpression, params: node.params, hash: node.hash, loc }, place, 'need');
    return [
      name === 'answers' ? mustache({ helper: 'answers', params: made.params, loc }) : mustache({ helper: 'say', params: [made], loc }),
    ];
  }
  if (node.path.type !== 'PathExpression') return refuse('no-context', 'A literal is not a fact.', 'Write the words without braces.');
  const fact = node.path as hbs.AST.PathExpression;
  if (node.params.length > 0 || node.hash?.pairs.length)
    return refuse('unknown-helper', `There is no helper "${fact.original}".`, `Helpers are ${[...helperRules.keys()].join(', ')}.`);
  const path = factNamed(fact, place, 'need', undefined);
  if (path === undefined) return [];
  const kind = factPaths.get(path) ?? 'line';
  if (!PRINTS.includes(kind))
    return refuse('wrong-kind', `"${fact.original}" cannot be printed as it is.`, `Write ${printable.get(kind) ?? 'it out'}.`);
  return [mustache({ helper: kind === 'link' ? 'link' : 'say', params: [readFact(path, place, 'need', loc)], loc })];
}

// A partial on a line of its own brings the line's end; one inside a sentence does not.
function endsLine(next: Statement | undefined): boolean {
  if (next?.type !== 'ContentStatement') return false;
  const lines = (text: string): number => text.split('\n').length;
  return lines(next.original) > lines(next.value);
}

// The source of a partial or of the claim's own sentence; if it cannot be read, that is a problem of the template that names it.
function taken(source: string, place: Place): Program | undefined {
  const parsed = parse(source);
  if (!(parsed instanceof SyntaxFault)) return parsed;
  place.reading.refuseSyntax(parsed);
  return undefined;
}

function included(node: Inclusion, place: Place, next: Statement | undefined): hbs.AST.Statement[] {
  const name = helperName(node.name);
  const source = name !== undefined && Object.hasOwn(place.reading.partials, name) ? place.reading.partials[name] : undefined;
  if (name === undefined || source === undefined || place.within.includes(name) || node.params.length > 0 || node.hash?.pairs.length) {
    const words = `${name === undefined ? 'A computed name' : `"${name}"`} is not a partial that can stand here.`;
    place.reading.refuse(
      lineOf(node, place),
      'unknown-partial',
      words,
      `Partials are ${Object.keys(place.reading.partials).join(', ') || 'none'}, named plainly and without values.`,
    );
    return [];
  }
  place.reading.partialsUsed.add(name);
  const body = translate(taken(source.replace(/\s+$/, '') + (endsLine(next) ? '\n' : ''), place), {
    ...place,
    within: [...place.within, name],
    calledOn: lineOf(node, place),
  }).body;
  return name === 'footer' ? [content(FOOTER.open, node.loc), ...body, content(FOOTER.close, node.loc)] : body;
}

function inner(place: Place, inside: Inside): Place {
  return { ...place, inside: new Set([...place.inside, inside]) };
}

function special(node: Block, name: 'claim' | 'decision' | 'promise', place: Place): Block {
  place.reading.blocks.add(name);
  const empty =
    name === 'claim' && statements(node.program).every((child) => child.type === 'ContentStatement' && child.value.trim() === '');
  const standard = empty ? claimIn(place.reading.language) : undefined;
  if (empty && standard === undefined)
    place.reading.refuse(
      lineOf(node, place),
      'claim-without-words',
      'The claim has no words of its own in this language.',
      'Write them between {{#claim}} and {{/claim}}.',
    );
  if (node.inverse) place.reading.refuse(lineOf(node, place), 'wrong-helper-use', `{{#${name}}} has no {{else}}.`, 'Take it out.');
  const within = name === 'promise' ? place : inner(place, name);
  const body =
    standard === undefined
      ? translate(node.program, within)
      : translate(taken(standard, place), { ...within, calledOn: lineOf(node, place) });
  return block({ helper: name, loc: node.loc }, body);
}

function blockStatement(node: Block, place: Place, next: Statement | undefined): hbs.AST.Statement[] {
  const name = helperName(node.path);
  const rule = name === undefined ? undefined : helperRules.get(name);
  const line = lineOf(node, place);
  if (name === undefined || rule === undefined || node.program?.blockParams?.length) {
    place.reading.refuse(
      line,
      'unknown-helper',
      `There is no block "${node.path.original}".`,
      `Helpers are ${[...helperRules.keys()].join(', ')}.`,
    );
    return [];
  }
  if (!checkShape(name, rule, node, place, 'block')) return [];
  if (name === 'claim' || name === 'decision' || name === 'promise') return [special(node, name, place)];
  if (name === 'oneOf' || name === 'facts') return [choice(node, place, name, endsLine(next) ? '\n' : '', translate)];
  const otherwise = node.inverse;
  const elsewhere = otherwise && translate(otherwise, place);
  if (name === 'quote') {
    inlineCall({ path: node.path, params: [], hash: undefined, loc: node.loc }, inner(place, 'quote'), 'peek');
    return [block({ helper: 'quote', loc: node.loc }, translate(node.program, inner(place, 'quote')), elsewhere)];
  }
  if (name !== 'known') {
    place.reading.refuse(
      line,
      'stray-in-choice',
      `{{#${name}}} stands alone.`,
      name === 'option' ? 'Put it into {{#oneOf}}.' : 'Put it into {{#facts}}.',
    );
    return [];
  }
  const paths = expressions(node.params).map((param) =>
    param.type === 'PathExpression' ? factNamed(param, place, 'test', undefined) : undefined,
  );
  const asked = paths.filter((path) => path !== undefined);
  if (asked.length < paths.length) {
    place.reading.refuse(line, 'wrong-helper-use', '{{#known}} asks about facts by name.', 'Write {{#known customer.name}}.');
    return [];
  }
  const body = translate(node.program, { ...place, known: new Set([...place.known, ...asked]) });
  return [block({ helper: 'known', params: asked.map((path) => readFact(path, place, 'peek', node.loc)), loc: node.loc }, body, elsewhere)];
}

function statement(node: Statement, place: Place, next: Statement | undefined): hbs.AST.Statement[] {
  switch (node.type) {
    case 'ContentStatement':
      return [own(node, place)];
    case 'CommentStatement':
      return [];
    case 'MustacheStatement':
      return printed(node, place);
    case 'BlockStatement':
      return blockStatement(node, place, next);
    case 'PartialStatement':
      return included(node, place, next);
    default:
      place.reading.refuse(
        lineOf(node, place),
        'no-escape-hatch',
        'Partial blocks, inline partials and decorators are not part of templates.',
        'Write the words out.',
      );
      return [];
  }
}

/** A source's tree as the renderer runs it: no path is left to look up, only calls of our own helpers; all that was found is in `reading`. */
export function translate(source: Program | undefined, place: Place): Program {
  const loc = source?.loc ?? { source: '', start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  return program(
    statements(source).flatMap((node, index, all) => statement(node, place, all[index + 1])),
    loc,
  );
}
