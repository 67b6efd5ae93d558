import { Refusal } from '../../app/refusal.ts';
import { Decoding, encodingOf } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { guess } from './guess.ts';
import type { Guess } from './guess.ts';
import { withHead } from './head.ts';
import { delimiterOf, firstRows } from './layout.ts';
import { MOST_COLUMNS } from './mapping.ts';
import type { GivenMapping, Mapping } from './mapping.ts';
import { plainName } from './meanings.ts';
import { Broken, isEmpty, recordsOf } from './records.ts';
import { Returned } from './returned.ts';

const SAMPLES = 3;
const SAMPLE_LENGTH = 120;

/** A column as it is shown to whoever says what it holds. */
export interface Column {
  /** As the file names it; null where it names none. */
  name: string | null;
  samples: string[];
}

/** A file that was looked at, and can be read once, row by row. */
export interface Opened {
  mapping: Mapping;
  unsure: Guess['unsure'];
  columns: Column[];
  /** What is called what in answers and in the file of refused rows. */
  names: string[];
  returned: Returned;
  /** Known for sure only when everything was read. */
  encoding: () => Encoding;
  /** Read so far. */
  bytes: () => number;
  /** Every row with its number; empty ones are counted and left out. Throws `Broken`. */
  rows: () => AsyncGenerator<{ row: number; cells: string[] }>;
}

interface Asked {
  /** What somebody said of how to read it. */
  given: GivenMapping;
  /** The end may be cut off: a last row that may be half is left out. */
  partial: boolean;
  themes: ReadonlyMap<string, string>;
  /** How a file whose columns have these names was taken last time. */
  lastTime: (names: readonly string[]) => Promise<Mapping | null>;
}

/** Looks at the beginning of a stream of bytes: what text it is, and what its columns hold. Refuses what is empty or no text. */
export async function open(stream: AsyncIterable<Buffer>, { given, partial, themes, lastTime }: Asked): Promise<Opened> {
  const { head, whole, all } = await withHead(stream);
  const decoding = new Decoding(encodingOf(head));
  const cut = partial || !whole;
  const beginning = textOf(head, cut);
  const delimiter = given.delimiter === undefined ? await delimiterOf(beginning, cut) : given.delimiter;
  const raw = await firstRows(beginning, cut, delimiter);
  if (raw.length === 0) throw empty('There is nothing in this file: bring one with a row for each opinion.');
  const returned = new Returned(given.header === false ? null : (raw[0] ?? null));
  const first = raw.map((cells) => returned.cells(cells));
  const { mapping, unsure } = await mapped(first, delimiter, given, { themes, lastTime });
  const body = mapping.header ? first.slice(1) : first;
  if (body.length === 0) throw empty('There is only a row of names in this file, and no opinion below it.');
  const width = mapping.header ? (first[0]?.length ?? 0) : Math.max(...first.map(({ length }) => length));
  if (width > MOST_COLUMNS)
    throw empty(`This file has ${String(width)} columns, and at most ${String(MOST_COLUMNS)} are read: leave out some.`);
  const header = mapping.header ? (first[0] ?? []).map((name) => name.trim()) : null;
  let bytes = 0;
  async function* text(): AsyncGenerator<string> {
    for await (const chunk of all) {
      const piece = decoding.write(chunk);
      if (piece !== '') yield piece;
      bytes += chunk.length;
    }
    const rest = decoding.end();
    if (rest !== '') yield rest;
  }
  return {
    mapping,
    unsure,
    returned,
    columns: Array.from({ length: width }, (_, at) => ({ name: header?.[at] ?? null, samples: samplesOf(body, at) })),
    names: Array.from({ length: width }, (_, at) => header?.[at] ?? mapping.columns[String(at)] ?? `column ${String(at + 1)}`),
    encoding: () => decoding.encoding,
    bytes: () => bytes,
    rows: () => numbered(recordsOf(text(), mapping.delimiter), mapping.header, partial),
  };
}

/** By what is said of it, else as last time, else by a guess. */
async function mapped(
  rows: readonly (readonly string[])[],
  delimiter: Mapping['delimiter'],
  given: GivenMapping,
  { themes, lastTime }: Pick<Asked, 'themes' | 'lastTime'>,
): Promise<Guess> {
  const known = new Set(themes.keys());
  const found = guess(rows, delimiter, known, given);
  const before = given.columns || !found.mapping.header ? null : await lastTime((rows[0] ?? []).map((name) => name.trim()));
  if (!before) return found;
  const { columns, scoreKind, dayFirst, zone } = before;
  return guess(rows, delimiter, known, { header: true, columns, scoreKind, dayFirst, zone, ...given });
}

/** Of a file that is cut the last row is left out: it may be half. */
async function* numbered(
  records: AsyncGenerator<string[]>,
  header: boolean,
  cut: boolean,
): AsyncGenerator<{ row: number; cells: string[] }> {
  let row = 0;
  let isNamed = !header;
  let held: { row: number; cells: string[] } | null = null;
  try {
    for await (const cells of records) {
      row += 1;
      if (isEmpty(cells)) continue;
      if (!isNamed) isNamed = true;
      else if (!cut) yield { row, cells };
      else {
        if (held) yield held;
        held = { row, cells };
      }
    }
  } catch (error) {
    if (!cut || !(error instanceof Broken)) throw error;
    if (held) yield held;
  }
}

/** The beginning as text, without touching what is read later. */
function textOf(head: Buffer, cut: boolean): string {
  const decoding = new Decoding(encodingOf(head));
  return decoding.write(head) + (cut ? '' : decoding.end());
}

const samplesOf = (rows: readonly (readonly string[])[], at: number): string[] =>
  [...new Set(rows.map((row) => (row[at] ?? '').trim().slice(0, SAMPLE_LENGTH)).filter((cell) => cell !== ''))].slice(0, SAMPLES);

const empty = (detail: string): Refusal => new Refusal(422, 'empty', detail);

/** Keys of themes by every name a table may call them. */
export const themeNames = (themes: readonly { _id: string; name: string }[]): Map<string, string> =>
  new Map(themes.flatMap(({ _id, name }) => [[plainName(name), _id] as const, [plainName(_id), _id] as const]));
