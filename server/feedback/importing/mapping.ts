import { ScoreKind, TimeZone } from '@loopwright/workflows/contract';
import { z } from 'zod';
import type { InputProblem } from '../../app/refusal.ts';
import { Meaning, SEVERAL } from './meanings.ts';
import { DELIMITERS } from './records.ts';
import type { Delimiter } from './records.ts';

export const MOST_COLUMNS = 200;

const Columns = z.record(z.string().regex(/^(0|[1-9]\d{0,2})$/, 'write the place of a column, from 0'), Meaning);

/** What somebody says of how a file is to be read; all else is guessed. */
export const GivenMapping = z.strictObject({
  delimiter: z.enum(DELIMITERS).nullable().optional(),
  header: z.boolean().optional(),
  columns: Columns.optional(),
  scoreKind: ScoreKind.nullable().optional(),
  dayFirst: z.boolean().nullable().optional(),
  zone: TimeZone.nullable().optional(),
});
export type GivenMapping = z.output<typeof GivenMapping>;

/** How a file is read. `columns` names by place, from 0, what each column holds; a column it leaves out is not taken. */
export interface Mapping {
  /** null: each line is one text. */
  delimiter: Delimiter;
  /** Whether the first row names the columns. */
  header: boolean;
  columns: z.output<typeof Columns>;
  /** What a score counts; null where nothing tells. */
  scoreKind: ScoreKind | null;
  /** Of 3/5/2026 whether 3 is the day; null where nothing tells, or it does not matter. */
  dayFirst: boolean | null;
  /** For times that name none; null is the zone of the house rules. */
  zone: string | null;
}

/** What keeps a mapping from being used on a file of so many columns. */
export function mappingProblems({ columns }: Mapping, width: number): InputProblem[] {
  const given = Object.entries(columns);
  const meanings = given.map(([, meaning]) => meaning);
  const beyond = given.filter(([place]) => Number(place) >= width);
  const twice = given.filter(([, meaning], at) => !SEVERAL.includes(meaning) && meanings.indexOf(meaning) < at);
  return [
    ...(meanings.includes('text') || meanings.includes('score')
      ? []
      : [{ path: 'columns', message: 'say which column holds what they wrote, or their score' }]),
    ...beyond.map(([place]) => ({ path: `columns.${place}`, message: `the file has ${String(width)} columns, counted from 0` })),
    ...twice.map(([place, meaning]) => ({ path: `columns.${place}`, message: `only one column can be ${meaning}` })),
  ];
}
