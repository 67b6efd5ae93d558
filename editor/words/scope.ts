import type { Condition } from '@loopwright/workflows/contract';
import type { ScopeField } from '../api/scope-shapes.ts';

export type Value = string | number | boolean;
export type Way = 'is' | 'not' | 'between' | 'known' | 'unknown';

/** One line of a scope as a person builds it: a field, how it is asked, and with what. */
export interface Row {
  field: string;
  way: Way;
  values: readonly Value[];
  /** Ends of a span, both inclusive; empty where it is open. */
  from: string;
  to: string;
  kind: 'text' | 'number' | 'date' | 'moment' | 'yes-no';
}

export interface Rows {
  join: 'all' | 'any';
  rows: readonly Row[];
}

type Is = Extract<Condition, { is: unknown }>;
type Between = Exclude<Extract<Condition, { field: string }>, { is: unknown } | { known: unknown }>;

const NOTHING: Rows = { join: 'all', rows: [] };
const LAST_OF_THE_DAY = 'T23:59:59.999Z';
const DAY = /^\d{4}-\d{2}-\d{2}/;

export const WAYS: Readonly<Record<Way, string>> = {
  is: 'is one of',
  not: 'is none of',
  between: 'is from … to',
  known: 'is known',
  unknown: 'is not known',
};

/** In what ways a field can be asked: a span needs numbers or days. */
export const waysFor = ({ kind }: Pick<Row, 'kind'>): Way[] =>
  kind === 'number' || kind === 'date' || kind === 'moment'
    ? ['is', 'not', 'between', 'known', 'unknown']
    : ['is', 'not', 'known', 'unknown'];

/** What a field is called: `customer.attributes.plan` is plan. */
export function fieldWords(field: string): string {
  const [, name = '', ...rest] = field.split('.');
  return name === 'attributes' ? rest.join('.') : name === 'timeZone' ? 'time zone' : name;
}

export const isOfCustomer = (field: string): boolean => field.startsWith('customer.');

/** Days with a time of day are told apart: a span to a day ends with it. */
const kindOf = ({ kind, values }: Pick<ScopeField, 'kind' | 'values'>): Row['kind'] =>
  kind === 'date' && values.some(({ value }) => String(value).includes('T')) ? 'moment' : kind;

export function rowFor(field: ScopeField): Row {
  const kind = kindOf(field);
  const many = field.more && waysFor({ kind }).includes('between');
  return { field: field.field, way: many ? 'between' : 'is', values: [], from: '', to: '', kind };
}

/** A scope as rows; null where it is built in a way that rows do not have. */
export function rowsOf(scope: Condition | null): Rows | null {
  if (scope === null) return NOTHING;
  const parts = 'all' in scope ? scope.all : 'any' in scope ? scope.any : [scope];
  const rows = parts.map(rowOf);
  return rows.some((row) => row === null) ? null : { join: 'any' in scope ? 'any' : 'all', rows: rows.filter((row) => row !== null) };
}

function rowOf(condition: Condition): Row | null {
  if ('not' in condition) return 'is' in condition.not ? ofValues(condition.not, 'not') : null;
  if (!('field' in condition)) return null;
  if ('is' in condition) return ofValues(condition, 'is');
  if ('known' in condition) return { ...empty(condition.field, 'text'), way: condition.known ? 'known' : 'unknown' };
  return ofSpan(condition);
}

const empty = (field: string, kind: Row['kind']): Row => ({ field, way: 'is', values: [], from: '', to: '', kind });

const ofValues = ({ field, is }: Is, way: Way): Row => ({
  ...empty(field, is.every((one) => typeof one === 'number') ? 'number' : 'text'),
  way,
  values: is,
});

function ofSpan({ field, from, to }: Between): Row {
  const ends = [from, to].filter((end) => end !== undefined);
  const days = ends.every((end) => typeof end === 'string' && DAY.test(end));
  const ofDay = String(to ?? '').endsWith(LAST_OF_THE_DAY);
  const kind = ends.every((end) => typeof end === 'number') ? 'number' : days ? (ofDay ? 'moment' : 'date') : 'text';
  const end = String(to ?? '');
  return { ...empty(field, kind), way: 'between', from: String(from ?? ''), to: ofDay ? end.slice(0, -LAST_OF_THE_DAY.length) : end };
}

/** What the rows ask, and how many of them say nothing yet and are left out. No rows are everybody: null. */
export function scopeOf({ join, rows }: Rows): { scope: Condition | null; unfinished: number } {
  const asked = rows.map(conditionOf);
  const said = asked.filter((one) => one !== null);
  const unfinished = asked.length - said.length;
  const [only] = said;
  if (only === undefined) return { scope: null, unfinished };
  if (said.length === 1) return { scope: only, unfinished };
  return { scope: join === 'all' ? { all: said } : { any: said }, unfinished };
}

/** Whether a row says nothing yet. */
export const isUnfinished = (row: Row): boolean => conditionOf(row) === null;

function conditionOf(row: Row): Condition | null {
  const { field, way, values } = row;
  if (field === '') return null;
  if (way === 'known' || way === 'unknown') return { field, known: way === 'known' };
  if (way === 'between') return spanOf(row);
  if (values.length === 0) return null;
  const is: Is = { field, is: [...values] };
  return way === 'is' ? is : { not: is };
}

function spanOf({ field, from, to, kind }: Row): Condition | null {
  if (from === '' && to === '') return null;
  const end = (written: string): string | number => (kind === 'number' ? Number(written) : written);
  const last = kind === 'moment' && to !== '' ? `${to}${LAST_OF_THE_DAY}` : to;
  return { field, ...(from === '' ? {} : { from: end(from) }), ...(last === '' ? {} : { to: end(last) }) };
}

/** A value that somebody writes, as it is kept: a number where the field holds numbers; null where it is none. */
export function valueOf(written: string, kind: Row['kind']): Value | null {
  const text = written.trim();
  if (text === '') return null;
  if (kind !== 'number') return text;
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}

export const valueWords = (value: Value): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
