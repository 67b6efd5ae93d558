/** What the file of refused rows has besides their own columns; a file that has all three is one brought back. */
export const ADDED = ['row', 'why', 'remedy'] as const;
const FORMULA = /^[=+\-@\t\r]/;
const HARMLESS = /^'(?=[=+\-@\t\r])/;

/** A cell that no spreadsheet takes for a formula. */
export const harmless = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const asItWas = (cell: string): string => cell.replace(HARMLESS, '');

/** Rows as they were before they were refused: without what was added to tell why. Rows of any other file stay as they are. */
export class Returned {
  private readonly added: ReadonlySet<number>;

  constructor(header: readonly string[] | null) {
    const places = ADDED.map((name) => header?.findIndex((cell) => cell.trim().toLowerCase() === name) ?? -1);
    this.added = new Set(places.includes(-1) ? [] : places);
  }

  cells(cells: readonly string[]): readonly string[] {
    return this.added.size === 0 ? cells : cells.filter((_, at) => !this.added.has(at)).map(asItWas);
  }
}
