import { isTable } from './guess.ts';
import { Broken, DELIMITERS, isEmpty, recordsOf } from './records.ts';
import type { Delimiter } from './records.ts';

const LOOKED_AT = 200;
const ALIKE = 0.8;

/** The first rows of the beginning of a file. Of a beginning that is cut the last row, which may be cut too, is left out. */
export async function firstRows(text: string, cut: boolean, delimiter: Delimiter): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    for await (const row of recordsOf([text], delimiter)) {
      if (!isEmpty(row)) rows.push(row);
      if (rows.length > LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return rows;
  }
  return cut && rows.length > 1 && rows.length <= LOOKED_AT ? rows.slice(0, -1) : rows;
}

/** What separates the cells: whatever makes most rows equally wide. Null where each line is one text. */
export async function delimiterOf(text: string, cut: boolean): Promise<Delimiter> {
  let best: { delimiter: Delimiter; width: number; alike: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const rows = await firstRows(text, cut, delimiter);
    const { width, alike } = widthOf(rows);
    if (width < 2 || alike < ALIKE || !(delimiter === '\t' || isTable(rows, width))) continue;
    if (!best || alike * width > best.alike * best.width) best = { delimiter, width, alike };
  }
  if (best) return best.delimiter;
  return /^"/m.test(text) && widthOf(await firstRows(text, cut, ',')).width === 1 ? ',' : null;
}

/** How many cells most rows have, and which share of them. */
function widthOf(rows: readonly string[][]): { width: number; alike: number } {
  const counted = new Map<number, number>();
  for (const { length } of rows) counted.set(length, (counted.get(length) ?? 0) + 1);
  const [width, many] = [...counted].sort(([, a], [, b]) => b - a)[0] ?? [0, 0];
  return { width, alike: rows.length === 0 ? 0 : many / rows.length };
}
