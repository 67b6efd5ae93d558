import { Feeling, Locale } from '@loopwright/workflows/contract';
import { mannerOf } from './dates.ts';
import { scoreOf, feelingOf, yesOrNo } from './cells.ts';
import type { GivenMapping, Mapping } from './mapping.ts';
import { meaningOf, plainName, SEVERAL } from './meanings.ts';
import type { Meaning } from './meanings.ts';
import type { Delimiter } from './records.ts';

/** What was guessed, and what a person has to say because nothing in the file tells. */
export interface Guess {
  mapping: Mapping;
  unsure: ('dayFirst' | 'scoreKind')[];
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MOST = 0.8;
const LONG = 15;
const NAME_LENGTH = 60;
const STARS = /star|stern|etoile|estrella|stelle|sterren|estrela|rating|^bewertung$|beoordeling/;

type Column = readonly string[];
const share = (cells: Column, fits: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(fits).length / cells.length;
const mostly = (cells: Column, fits: (cell: string) => boolean): boolean => share(cells, fits) >= MOST;
const areEmails = (cells: Column): boolean => mostly(cells, (cell) => EMAIL.test(cell));
const areDates = (cells: Column): boolean => cells.length > 0 && mannerOf(cells).dates / cells.length >= MOST;
const averageLength = (cells: Column): number => cells.reduce((sum, { length }) => sum + length, 0) / Math.max(1, cells.length);

/** The cells of each column that hold something. */
const columnsOf = (rows: readonly (readonly string[])[], width: number): string[][] =>
  Array.from({ length: width }, (_, at) => rows.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== ''));

/** Whether the first row names columns rather than being one of them. */
function isHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...rest] = rows;
  const names = first.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (names.length === 0 || names.some((name) => isValue(name))) return false;
  if (names.some((name) => meaningOf(name) !== null)) return true;
  if (names.length === 1) return false;
  const columns = columnsOf(rest, first.length);
  return columns.some(
    (cells) => cells.length > 0 && (areEmails(cells) || areDates(cells) || mostly(cells, (cell) => scoreOf(cell) !== null)),
  );
}

const isValue = (cell: string): boolean =>
  cell.length > NAME_LENGTH || EMAIL.test(cell) || mannerOf([cell]).dates > 0 || scoreOf(cell) !== null;

/** Whether cells in rows are more likely than lines that happen to hold a comma: some column has a name or a form. */
export function isTable(rows: readonly (readonly string[])[], width: number): boolean {
  if (isHeader(rows)) return true;
  return columnsOf(rows, width).some((cells) => areEmails(cells) || areDates(cells) || mostly(cells, (cell) => scoreOf(cell) !== null));
}

/** What each column holds, by its name and else by what stands in it. `themes`: the keys and names there are, as `plainName` writes them. */
export function guess(
  rows: readonly (readonly string[])[],
  delimiter: Delimiter,
  themes: ReadonlySet<string>,
  given: GivenMapping = {},
): Guess {
  const header = given.header ?? isHeader(rows);
  const names = header ? (rows[0] ?? []) : [];
  const width = Math.max(0, ...rows.map((row) => row.length));
  const cells = columnsOf(header ? rows.slice(1) : rows, width);
  const columns: Columns = given.columns ? placesOf(given.columns) : byName(names, cells, themes);
  if (!given.columns) byValue(cells, columns, header, themes);
  const dates = mannerOf(cellsOf('occurredAt', columns, cells));
  const dayFirst = given.dayFirst ?? dates.dayFirst;
  const scoreKind = given.scoreKind ?? scoreKindOf(columns, names, cells);
  const scored = [...columns.values()].includes('score');
  const inOrder = [...columns].sort(([a], [b]) => a - b).map(([at, meaning]) => [String(at), meaning] as const);
  return {
    mapping: { delimiter, header, columns: Object.fromEntries(inOrder), scoreKind, dayFirst, zone: given.zone ?? null },
    unsure: [
      ...(dates.unsure && dayFirst === null ? (['dayFirst'] as const) : []),
      ...(scored && scoreKind === null ? (['scoreKind'] as const) : []),
    ],
  };
}

const placesOf = (columns: Mapping['columns']): Columns => new Map(Object.entries(columns).map(([at, meaning]) => [Number(at), meaning]));

type Columns = Map<number, Meaning>;

const cellsOf = (meaning: Meaning, columns: Columns, cells: readonly Column[]): Column =>
  [...columns].flatMap(([at, one]) => (one === meaning ? (cells[at] ?? []) : []));

/** Of several columns of one name the fullest text wins, of all else the first. */
function byName(names: readonly string[], cells: readonly Column[], themes: ReadonlySet<string>): Columns {
  const columns: Columns = new Map();
  for (const [at, name] of names.entries()) {
    const meaning = meaningOf(name);
    const own = cells[at] ?? [];
    if (meaning === null || !fits(meaning, own, themes)) continue;
    const [other] = [...columns].find(([, one]) => one === meaning) ?? [];
    const isOwnName = name.trim() === meaning;
    if (other !== undefined && !(isOwnName && SEVERAL.includes(meaning))) {
      if (meaning !== 'text' || averageLength(own) <= averageLength(cells[other] ?? [])) continue;
      columns.delete(other);
    }
    columns.set(at, meaning);
  }
  return columns;
}

/** A name alone does not make a column of kinds, themes, scores or dates: what stands there must be some. */
function fits(meaning: Meaning, cells: Column, themes: ReadonlySet<string>): boolean {
  if (cells.length === 0) return true;
  if (meaning === 'feeling') return mostly(cells, (cell) => feelingOf(cell) !== null);
  if (meaning === 'themes') return share(cells, (cell) => themes.has(plainName(cell.split(/[,;|]/)[0] ?? ''))) >= 0.5;
  if (meaning === 'score') return share(cells, (cell) => scoreOf(cell) !== null) >= 0.5;
  if (meaning === 'occurredAt') return mannerOf(cells).dates / cells.length >= 0.5;
  if (meaning === 'customer.consent.email') return mostly(cells, (cell) => yesOrNo(cell) !== null);
  if (meaning === 'language') return mostly(cells, (cell) => Locale.safeParse(cell).success);
  return true;
}

function byValue(cells: readonly Column[], columns: Columns, header: boolean, themes: ReadonlySet<string>): void {
  const free = (): [number, Column][] => [...cells.entries()].filter(([at, own]) => !columns.has(at) && own.length > 0);
  const claim = (meaning: Meaning, are: (own: Column) => boolean): void => {
    if ([...columns.values()].includes(meaning)) return;
    const [at] = free().find(([, own]) => are(own)) ?? [];
    if (at !== undefined) columns.set(at, meaning);
  };
  claim('customer.email', areEmails);
  claim('occurredAt', areDates);
  claim('feeling', (own) => own.every((cell) => Feeling.safeParse(cell.toLowerCase()).success));
  claim('themes', (own) => own.every((cell) => themes.has(plainName(cell))));
  if (!header) claim('score', (own) => own.every((cell) => inTen(scoreOf(cell))));
  if ([...columns.values()].includes('text')) return;
  const [longest] = free().sort(([, a], [, b]) => averageLength(b) - averageLength(a));
  if (longest && (cells.length === 1 || !header || averageLength(longest[1]) >= LONG)) columns.set(longest[0], 'text');
}

const inTen = (score: number | null): boolean => score !== null && score >= 0 && score <= 10;

function scoreKindOf(columns: Columns, names: readonly string[], cells: readonly Column[]): Mapping['scoreKind'] {
  const [at] = [...columns].find(([, meaning]) => meaning === 'score') ?? [];
  if (at === undefined) return null;
  const name = plainName(names[at] ?? '');
  if (name.includes('nps')) return 'nps';
  if (name.includes('csat')) return 'csat';
  const scores = (cells[at] ?? []).map((cell) => scoreOf(cell) ?? 0);
  if (scores.some((score) => score > 5)) return 'nps';
  return STARS.test(name) ? 'stars' : null;
}
