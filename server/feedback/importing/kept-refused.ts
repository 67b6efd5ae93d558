import { Readable } from 'node:stream';
import { newId } from '../../storage/ids.ts';
import type { Models } from '../../storage/models.ts';
import { native } from '../../storage/native.ts';
import type { ImportDoc, RefusedRowDoc } from './import.schema.ts';
import type { Fault, RefusedRow } from './refused.ts';
import { ADDED, harmless } from './returned.ts';

/** Of one import so many refused rows are kept, or so many letters of them, whichever comes first; and for so long. */
const MOST_ROWS = 10_000;
const MOST_LETTERS = 16_000_000;
export const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
const AT_ONCE = 200;
const BOM = '\ufeff';

/** Keeps refused rows as they come, within bounds. */
export class KeptRefused {
  /** How many are kept. */
  kept = 0;
  private letters = 0;
  private waiting: RefusedRowDoc[] = [];

  constructor(
    private readonly db: Models,
    private readonly importId: string,
    private readonly forgetAt: Date,
  ) {}

  async add(rows: readonly RefusedRow[]): Promise<void> {
    for (const { row, cells, faults } of rows) {
      this.letters += cells.reduce((sum, { length }) => sum + length, 0);
      if (this.kept >= MOST_ROWS || this.letters > MOST_LETTERS) return;
      this.kept += 1;
      const told = { why: faults.map(why).join(' '), remedy: [...new Set(faults.map(({ remedy }) => remedy))].join(' ') };
      this.waiting.push({ _id: newId(), import: this.importId, row, cells: [...cells], ...told, forgetAt: this.forgetAt });
      if (this.waiting.length >= AT_ONCE) await this.write();
    }
  }

  async write(): Promise<void> {
    const rows = this.waiting.splice(0);
    if (rows.length > 0) await native<RefusedRowDoc>(this.db.refusedRows).insertMany(rows);
  }
}

export const forgetAt = (now: Date): Date => new Date(now.getTime() + KEPT_DAYS * DAY_MS);

const why = ({ column, rule }: Fault): string => (column === null ? `${sentence(rule)}.` : `${column}: ${rule}.`);
const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** The refused rows of an import as CSV: their own columns, why, and what to do; to be mended and brought back. */
export function refusedCsv(db: Models, { _id, names, mapping }: ImportDoc): Readable {
  const delimiter = mapping.delimiter ?? ',';
  const line = (cells: readonly string[]): string => `${cells.map((cell) => quoted(harmless(cell), delimiter)).join(delimiter)}\r\n`;
  async function* lines(): AsyncGenerator<string> {
    yield BOM + line([...names, ...ADDED]);
    const rows = native<RefusedRowDoc>(db.refusedRows).find({ import: _id }).sort({ row: 1 });
    for await (const { row, cells, why: reason, remedy } of rows)
      yield line([...fitted(cells, names.length, delimiter), String(row), reason, remedy]);
  }
  return Readable.from(lines());
}

/** As many cells as there are columns: what is beyond stands in the last, what is missing is empty. */
const fitted = (cells: readonly string[], width: number, delimiter: string): string[] =>
  cells.length <= width
    ? [...cells, ...Array.from({ length: width - cells.length }, () => '')]
    : [...cells.slice(0, width - 1), cells.slice(width - 1).join(delimiter)];

const quoted = (cell: string, delimiter: string): string =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;
