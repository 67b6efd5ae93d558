import Handlebars from 'handlebars';

/** Handlebars' own syntax tree, as a union that can be narrowed by `type`. */
export type Statement =
  | hbs.AST.MustacheStatement
  | hbs.AST.BlockStatement
  | hbs.AST.PartialStatement
  | hbs.AST.PartialBlockStatement
  | hbs.AST.ContentStatement
  | hbs.AST.CommentStatement;
export type Expression =
  | hbs.AST.PathExpression
  | hbs.AST.SubExpression
  | hbs.AST.StringLiteral
  | hbs.AST.NumberLiteral
  | hbs.AST.BooleanLiteral
  | hbs.AST.UndefinedLiteral
  | hbs.AST.NullLiteral;
export type Program = hbs.AST.Program;
export type Block = hbs.AST.BlockStatement;
type Located = hbs.AST.SourceLocation;

export const parse = (source: string): Program => Handlebars.parse(source);
export const statements = (program: Program | undefined): Statement[] => (program?.body ?? []) as Statement[];
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
  return { type: 'Hash', pairs: Object.entries(pairs).map(([key, value]) => ({ type: 'HashPair', key, value, loc })), loc } as hbs.AST.Hash;
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
  return { ...head, ...(otherwise && { inverse: otherwise }) } as Block;
}
