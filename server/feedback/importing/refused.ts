import type { InputProblem } from '../../app/refusal.ts';
import type { Mapping } from './mapping.ts';

/** What is wrong with one cell of a row, or with the row where `column` is null. */
export interface Fault {
  column: string | null;
  /** The beginning of what stands there. */
  value: string | null;
  rule: string;
  remedy: string;
}

/** A row that is not taken. `row` counts from 1, the row of names included. */
export interface RefusedRow {
  row: number;
  cells: readonly string[];
  faults: Fault[];
}

const SHOWN = 200;
const shownValue = (cell: string): string => (cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell);

/** What a person can do about a field that does not fit, and where the contract's own words are for programs, the rule. */
const WORDS: Readonly<Record<string, { rule?: string; remedy: string }>> = {
  text: { rule: 'it is longer than 20,000 letters', remedy: 'Shorten it, or make two rows of it.' },
  score: { remedy: 'Correct it, or choose another kind of score.' },
  scoreKind: { rule: 'it is not said what the score counts', remedy: 'Choose the kind of score: 0 to 10 (NPS), 1 to 5 (CSAT) or stars.' },
  occurredAt: { remedy: 'Correct the date, or leave it empty: it then counts as said today.' },
  externalId: { rule: 'an id has at most 200 letters', remedy: 'Shorten it, or leave it empty.' },
  language: { rule: 'this names no language', remedy: 'Write a tag such as en, de or pt-BR, or leave it empty.' },
  brand: {
    rule: 'a brand is one word of letters, digits, dots and dashes',
    remedy: 'Write the brand as your flows name it, or leave it empty.',
  },
  'customer.externalId': { rule: 'a customer number has at most 200 letters', remedy: 'Shorten it, or leave it empty.' },
  'customer.email': {
    rule: 'this is not an email address',
    remedy: 'Write it as name@example.com, or leave it empty: they can then not be written to.',
  },
  'customer.name': { rule: 'a name has at most 200 letters', remedy: 'Shorten it.' },
  'customer.attributes': { remedy: 'Take fewer columns as facts about the customer, and none longer than 2,000 letters.' },
};
const NOTHING_SAID: Fault = {
  column: null,
  value: null,
  rule: 'there are no words and no score in this row',
  remedy: 'Fill in one of the two, or leave the row out.',
};

/** Faults of cells by the fields they fill. */
export class Faults {
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    { columns }: Mapping,
    private readonly names: readonly string[],
  ) {
    this.places = new Map(Object.entries(columns).map(([at, meaning]) => [meaning, Number(at)]));
  }

  /** `at`: the place of the column. */
  of(at: number, cells: readonly string[], rule: string, remedy: string): Fault {
    return { column: this.names[at] ?? null, value: shownValue(cells[at] ?? ''), rule, remedy };
  }

  /** What the checks of every feedback found, in the words of a table. */
  told(problems: readonly InputProblem[], cells: readonly string[]): Fault[] {
    return problems.map(({ path, message }) => this.one(path, message, cells));
  }

  private one(path: string, message: string, cells: readonly string[]): Fault {
    const field = path === 'scoreKind' ? 'score' : path;
    const at = this.places.get(field) ?? this.places.get(field.split('.')[0] ?? '');
    if (path === 'text' && !cells[at ?? -1]?.trim()) return NOTHING_SAID;
    const words = WORDS[path] ?? WORDS[path.split('.').slice(0, 2).join('.')] ?? WORDS[path.split('.')[0] ?? ''];
    const rule = words?.rule ?? message;
    const remedy = words?.remedy ?? 'Correct it, or leave it empty.';
    return at === undefined ? { column: null, value: null, rule, remedy } : this.of(at, cells, rule, remedy);
  }
}
