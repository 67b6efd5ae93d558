import { createHmac } from 'node:crypto';
import { feelingOf, scoreOf, yesOrNo } from './cells.ts';
import { readDate } from './dates.ts';
import type { Mapping } from './mapping.ts';
import { plainName } from './meanings.ts';
import type { Meaning } from './meanings.ts';
import { Faults } from './refused.ts';
import type { Fault, RefusedRow } from './refused.ts';
import type { Returned } from './returned.ts';
import { Tally } from './tally.ts';

const UNREAD = '\ufffd';
const LISTED_THEMES = 8;

/** A row as a feedback to be checked like any other, and the cells it came from. */
export interface ReadRow {
  row: number;
  cells: readonly string[];
  value: Record<string, unknown>;
}

/** What rows are read by. */
export interface Reading {
  source: string;
  mapping: Mapping;
  /** For times that name none. */
  zone: string;
  /** The names of the columns, without what a file of refused rows adds. */
  names: readonly string[];
  returned: Returned;
  /** Keys of themes by `plainName` of key and name. */
  themes: ReadonlyMap<string, string>;
  secret: string;
  now: Date;
}

type Sink = (value: Record<string, unknown>, cell: string) => Fault | null;

/** Cells to feedback, row after row; remembers which rows were alike, so that each has an id of its own that another run finds again. */
export class RowReader {
  readonly faults: Faults;
  private readonly columns: { at: number; put: Sink }[];
  private readonly alike = new Tally();

  constructor(private readonly reading: Reading) {
    this.faults = new Faults(reading.mapping, reading.names);
    this.columns = Object.entries(reading.mapping.columns).map(([at, meaning]) => ({ at: Number(at), put: this.sink(meaning) }));
  }

  /** `row` counts from 1, the row of names included. */
  read(raw: readonly string[], row: number): ReadRow | RefusedRow {
    const cells = this.reading.returned.cells(raw);
    const own = this.ownId(cells);
    const uneven = this.uneven(cells);
    if (uneven) return { row, cells, faults: [uneven] };
    const value: Record<string, unknown> = { source: this.reading.source, customer: {} };
    const faults: Fault[] = [];
    for (const { at, put } of this.columns) {
      const cell = (cells[at] ?? '').trim();
      if (cell === '') continue;
      const fault = cell.includes(UNREAD) ? UNREADABLE : put(value, cell);
      if (fault) faults.push(this.faults.of(at, cells, fault.rule, fault.remedy));
    }
    if (faults.length > 0) return { row, cells, faults };
    value['externalId'] ??= own;
    if ('score' in value && this.reading.mapping.scoreKind) value['scoreKind'] = this.reading.mapping.scoreKind;
    return { row, cells, value };
  }

  /** From everything in the row, however it is mapped, and how many rows like it came before. */
  private ownId(cells: readonly string[]): string {
    const hash = createHmac('sha256', this.reading.secret).update(JSON.stringify(cells)).digest();
    const before = this.alike.add(hash);
    return `row-${hash.toString('hex', 0, 16)}${before === 0 ? '' : `-${String(before + 1)}`}`;
  }

  private uneven(cells: readonly string[]): Fault | null {
    const { length } = this.reading.names;
    const beyond = cells.slice(length).some((cell) => cell.trim() !== '');
    if (cells.length >= length && !beyond) return null;
    const many = (count: number): string => (count === 1 ? '1 cell' : `${String(count)} cells`);
    return {
      column: null,
      value: null,
      rule: `this row has ${many(cells.length)} and the others ${String(length)}`,
      remedy: beyond
        ? 'Put quotation marks around a text that holds the sign between the columns.'
        : 'Look for a line break that cuts the row, or fill it up with empty cells.',
    };
  }

  private sink(meaning: Meaning): Sink {
    const { zone, mapping, themes, now } = this.reading;
    switch (meaning) {
      case 'text':
        return (value, cell) => put(value, 'text', 'text' in value ? `${String(value['text'])}\n\n${cell}` : cell);
      case 'score':
        return (value, cell) => put(value, 'score', scoreOf(cell) ?? NO_NUMBER);
      case 'occurredAt':
        return (value, cell) => {
          const at = readDate(cell, { dayFirst: mapping.dayFirst, zone });
          if (at === 'ambiguous') return EITHER_WAY;
          return put(value, 'occurredAt', at === null ? NO_DATE : notAhead(at, cell, now).toISOString());
        };
      case 'feeling':
        return (value, cell) => put(value, 'feeling', feelingOf(cell) ?? NO_FEELING);
      case 'themes':
        return (value, cell) => {
          const named = themes.has(plainName(cell)) ? [cell] : cell.split(/[,;|]/).filter((one) => one.trim() !== '');
          const keys = named.map((one) => themes.get(plainName(one)));
          if (keys.includes(undefined)) return noTheme([...new Set(themes.values())]);
          return put(value, 'themes', [...((value['themes'] as string[] | undefined) ?? []), ...keys]);
        };
      case 'customer.consent.email':
        return (value, cell) => {
          const may = yesOrNo(cell);
          return may === null ? NO_YES : put(value['customer'] as Record<string, unknown>, 'consent', { email: may });
        };
      case 'externalId':
      case 'language':
      case 'brand':
        return (value, cell) => put(value, meaning, cell);
      default:
        return (value, cell) => this.ofCustomer(value['customer'] as Record<string, unknown>, meaning.slice('customer.'.length), cell);
    }
  }

  private ofCustomer(customer: Record<string, unknown>, field: string, cell: string): Fault | null {
    const [head = '', name] = field.split('.');
    if (name === undefined) return put(customer, head, cell);
    const facts = (customer['attributes'] ??= {}) as Record<string, unknown>;
    return put(facts, name, cell);
  }
}

/** Sets a field, or answers why its cell holds none. */
function put(value: Record<string, unknown>, field: string, given: unknown): Fault | null {
  if (isFault(given)) return given;
  value[field] = given;
  return null;
}

const isFault = (given: unknown): given is Fault => typeof given === 'object' && given !== null && 'remedy' in given;

/** The end of a day that is not over yet is now. */
function notAhead(at: Date, cell: string, now: Date): Date {
  return at > now && !/\d:\d/.test(cell) && at.getTime() - now.getTime() < 86_400_000 ? now : at;
}

const fault = (rule: string, remedy: string): Fault => ({ column: null, value: null, rule, remedy });
const UNREADABLE = fault('some of its letters cannot be read', 'Save the file as UTF-8, or write this cell anew.');
const NO_NUMBER = fault('this is not a number', 'Write a number such as 9 or 4.5, or leave it empty.');
const NO_DATE = fault('this is not a date', 'Write it as 2026-05-03, or leave it empty: it then counts as said today.');
const EITHER_WAY = fault(
  'it cannot be told which of the two is the day',
  'Say whether the day or the month comes first, or write it as 2026-05-03.',
);
const NO_FEELING = fault('this is no feeling known here', 'Write complaint, wish, praise or neutral, or leave it empty.');
const NO_YES = fault('this is neither yes nor no', 'Write yes or no, or leave it empty.');
const noTheme = (known: readonly string[]): Fault =>
  fault(
    'there is no such theme',
    known.length === 0
      ? 'There are no themes yet: leave it empty, and set it later.'
      : `Use ${known.slice(0, LISTED_THEMES).join(', ')}${known.length > LISTED_THEMES ? ' or another that there is' : ''}; or leave it empty, and set it later.`,
  );
