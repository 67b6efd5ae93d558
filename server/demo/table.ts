const BETWEEN = ' | ';
const UNKNOWN = '-';

/** Rows of a data table: a line each, cells between bars, "-" for what is not known; the last cell may hold bars of its own. */
export function rowsOf(table: string, cells: number): (string | undefined)[][] {
  return table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split(BETWEEN);
      const row = [...parts.slice(0, cells - 1), ...(parts.length < cells ? [] : [parts.slice(cells - 1).join(BETWEEN)])];
      return row.map((cell) => (cell === UNKNOWN || cell === '' ? undefined : cell));
    });
}

/** The words of a cell; "-" among them is unknown. */
export const wordsOf = (cell: string | undefined): (string | undefined)[] =>
  (cell ?? '').split(' ').map((word) => (word === UNKNOWN || word === '' ? undefined : word));

/** A cell a row cannot be without. */
export function needed(cell: string | undefined, row: readonly unknown[]): string {
  if (cell === undefined) throw new Error(`a demo row lacks a cell: ${JSON.stringify(row)}`);
  return cell;
}
