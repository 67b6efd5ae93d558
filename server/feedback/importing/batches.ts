import { Broken } from './records.ts';
import type { ReadRow, RowReader } from './row-reader.ts';
import type { RefusedRow } from './refused.ts';

const AT_ONCE = 500;

/** Some rows of a file: those that can be read, and those that cannot. */
export interface Batch {
  good: ReadRow[];
  refused: RefusedRow[];
}

/** Rows some at a time, in order; where a file is broken all that stood before it, then `Broken`. */
export async function* batchesOf(rows: AsyncIterable<{ row: number; cells: string[] }>, reader: RowReader): AsyncGenerator<Batch> {
  let batch: Batch = { good: [], refused: [] };
  let broken: Broken | null = null;
  try {
    for await (const { row, cells } of rows) {
      const read = reader.read(cells, row);
      if ('faults' in read) batch.refused.push(read);
      else batch.good.push(read);
      if (batch.good.length + batch.refused.length < AT_ONCE) continue;
      yield batch;
      batch = { good: [], refused: [] };
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error;
  }
  if (batch.good.length + batch.refused.length > 0) yield batch;
  if (broken) throw broken;
}
