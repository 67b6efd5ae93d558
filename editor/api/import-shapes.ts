import type { ScoreKind } from '@loopwright/workflows/contract';

export type Meaning =
  | 'text'
  | 'score'
  | 'occurredAt'
  | 'externalId'
  | 'language'
  | 'feeling'
  | 'themes'
  | 'brand'
  | 'customer.externalId'
  | 'customer.email'
  | 'customer.name'
  | 'customer.consent.email'
  | `customer.attributes.${string}`;

/** How a file of feedback is read; columns by their place, from 0. */
export interface Mapping {
  delimiter: ',' | ';' | '\t' | '|' | null;
  header: boolean;
  columns: Readonly<Record<string, Meaning>>;
  scoreKind: ScoreKind | null;
  dayFirst: boolean | null;
  zone: string | null;
}

export interface RefusedRow {
  row: number;
  column: string | null;
  value: string | null;
  rule: string;
  remedy: string;
}

/** What would become of a file. */
export interface DryRun {
  columns: { name: string | null; meaning: Meaning | null; samples: string[] }[];
  mapping: Mapping;
  unsure: ('dayFirst' | 'scoreKind')[];
  problems: { path: string; message: string }[];
  encoding: string;
  rows: number;
  taken: number;
  known: number;
  refused: RefusedRow[];
  refusedCount: number;
  sentences: string[];
  starts: { rows: number; people: number; toConfirm: number };
}

export interface Import {
  id: string;
  source: string;
  name: string | null;
  by: string;
  history: boolean;
  state: 'running' | 'done' | 'cancelled' | 'interrupted';
  words: string;
  rows: number;
  accepted: number;
  duplicates: number;
  refused: number;
  kept: number;
  keptUntil: string | null;
  bytes: number;
  size: number | null;
  startedAt: string;
}
