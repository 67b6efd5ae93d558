import Handlebars from 'handlebars';

// Handlebars' own types promise a hash and a body that its parser leaves out, and miss that `original` is text.
type Hashed<T> = Omit<T, 'hash'> & { hash?: hbs.AST.Hash };
export type Mustache = Hashed<hbs.AST.MustacheStatement>;
export type Inclusion = Hashed<hbs.AST.PartialStatement>;
export type Content = Omit<hbs.AST.ContentStatement, 'original'> & { original: string };
export type Block = Hashed<Omit<hbs.AST.BlockStatement, 'program' | 'inverse'>> & { program?: Program; inverse?: Program };

/** Handlebars' own syntax tree, as a union that can be narrowed by `type`. */
export type Statement = Mustache | Block | Inclusion | Content | hbs.AST.PartialBlockStatement | hbs.AST.CommentStatement;
export type Expression =
  | hbs.AST.PathExpression
  | hbs.AST.SubExpression
  | hbs.AST.StringLiteral
  | hbs.AST.NumberLiteral
  | hbs.AST.BooleanLiteral
  | hbs.AST.UndefinedLiteral
  | hbs.AST.NullLiteral;
export type Program = Omit<hbs.AST.Program, 'blockParams'> & { blockParams?: string[] };
type Located = hbs.AST.SourceLocation;

/** Where a source cannot be read, in our words: Handlebars' own message quotes the source. */
export class SyntaxFault {
  readonly line: number;
  readonly words: string;

  constructor(message: string) {
    this.line = Number(/line (\d+)/.exec(message)?.[1] ?? / - (\d+):\d+$/.exec(message)?.[1] ?? 1);
    const [, open, close] = /^(\S+) doesn't match (\S+)/.exec(message) ?? [];
    this.words =
      open === undefined
        ? 'The template cannot be read here: something is not closed, or a brace is missing.'
        : `{{#${open}}} is closed by {{/${close ?? ''}}}.`;
  }
}

export function parse(source: string): Program | SyntaxFault {
  try {
    return Handlebars.parse(source);
  } catch (error) {
    // The parser throws nothing but what it found in the source.
    return new SyntaxFault(error instanceof Error ? error.message : '');
  }
}
export const statements = (program: Program | undefined): Statement[] => (program?.body ?? []) as unknown as Statement[];
export const expressions = (list: hbs.AST.Expression[]): Expression[] => list as Expression[];

export function program(body: hbs.AST.Statement[], loc: Located): Program {
  return { type: 'Program', body, blockParams: [], loc };
}

export function content(value: string, loc: Located): hbs.AST.Statement {
  return { type: 'ContentStatement', value, original: value, loc } as hbs.AST.Statement;
}

export function text(value: string, loc: Located): hbs.AST.StringLiteral {
  return { type: 'StringLiteral', value, original: value, loc };
}

function name(helper: string, loc: Located): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [helper], original: helper, loc };
}

function hash(pairs: Readonly<Record<string, hbs.AST.Expression>>, loc: Located): hbs.AST.Hash {
  return { type: 'Hash', pairs: Object.entries(pairs).map(([key, value]) => ({ type: 'HashPair', key, value, loc })), loc };
}

export interface Call {
  helper: string;
  params?: hbs.AST.Expression[];
  hash?: Readonly<Record<string, hbs.AST.Expression>>;
  loc: Located;
}

export function call({ helper, params = [], hash: pairs = {}, loc }: Call): hbs.AST.SubExpression {
  return { type: 'SubExpression', path: name(helper, loc), params, hash: hash(pairs, loc), loc };
}

const unstripped = { open: false, close: false };

export function mustache({ helper, params = [], hash: pairs = {}, loc }: Call): hbs.AST.MustacheStatement {
  return { type: 'MustacheStatement', path: name(helper, loc), params, hash: hash(pairs, loc), escaped: true, strip: unstripped, loc };
}

export function block({ helper, params = [], hash: pairs = {}, loc }: Call, body: Program, otherwise?: Program): Block {
  const strips = { openStrip: unstripped, inverseStrip: unstripped, closeStrip: unstripped };
  const head = { type: 'BlockStatement', path: name(helper, loc), params, hash: hash(pairs, loc), program: body, ...strips, loc } as const;
  return { ...head, ...(otherwise && { inverse: otherwise }) };
}
