import { Readable, pipeline } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import { CsvError, Parser } from 'csv-parse';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
/** What separates the cells of a row; null where each line is one text. */
export type Delimiter = (typeof DELIMITERS)[number] | null;

/** A text cell of a few megabytes is still read as a row and refused as one; more is a quotation mark that never closes. */
const LONGEST_ROW = 4 * 1_048_576;
const NEVER = '\u0000';

/** From here on a file cannot be read as rows; what stood before is fine. */
export class Broken extends Error {
  constructor(
    /** Counted from 1. */
    readonly row: number,
    readonly rule: string,
    readonly remedy: string,
  ) {
    super(rule);
    this.name = 'Broken';
  }
}

/** A parser that gives all rows it could read before it says what it could not. */
class Records extends Parser {
  broken: unknown = null;

  override _transform(chunk: unknown, encoding: BufferEncoding, done: TransformCallback): void {
    super._transform(chunk, encoding, (error) => {
      if (!error) {
        done();
        return;
      }
      this.broken = error;
      this.push(null);
    });
  }

  override _flush(done: TransformCallback): void {
    super._flush((error) => {
      this.broken = error ?? null;
      done();
    });
  }
}

/** The rows of a text, each as its cells; empty lines are rows with one empty cell. Throws `Broken`. */
export async function* recordsOf(text: AsyncIterable<string> | Iterable<string>, delimiter: Delimiter): AsyncGenerator<string[]> {
  const parser = new Records({
    delimiter: delimiter ?? NEVER,
    ...(delimiter === null ? { quote: null } : {}),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  pipeline(Readable.from(text), parser, () => undefined);
  let rows = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    rows += 1;
    yield record;
  }
  if (parser.broken instanceof CsvError) throw broken(parser.broken, rows + 1);
  if (parser.broken) throw parser.broken as Error;
}

const broken = ({ code }: CsvError, row: number): Broken =>
  code === 'CSV_MAX_RECORD_SIZE'
    ? new Broken(row, 'this row goes on for more than 4 MB', `Close the quotation mark that opens in row ${String(row)}, or double it: "".`)
    : new Broken(row, 'a quotation mark opens here and never closes', 'Close it, or write it twice where it belongs to the text: "".');

/** Whether a row holds nothing at all, as an empty line does. */
export const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
