import { Schema } from 'mongoose';
import { Json, options } from '../../storage/schema-options.ts';
import type { Encoding } from './encoding.ts';
import type { Mapping } from './mapping.ts';

export type ImportState = 'running' | 'done' | 'cancelled' | 'interrupted';

/** One file that was brought in, or is being brought in. */
export interface ImportDoc {
  _id: string;
  source: string;
  /** The name of the file; null for pasted lines. */
  name: string | null;
  by: { id: string; name: string };
  /** Stored only: starts no loops. */
  history: boolean;
  mapping: Mapping;
  /** The names of the columns; what they were taken for, where the file had none. */
  names: string[];
  encoding: Encoding;
  state: ImportState;
  /** Why it stopped before its end, in words. */
  failure: string | null;
  rows: number;
  accepted: number;
  duplicates: number;
  refused: number;
  /** How many of the refused are kept to be downloaded. */
  kept: number;
  /** Read so far, and in all where that is known. */
  bytes: number;
  size: number | null;
  cancelAsked: boolean;
  demo: boolean;
  startedAt: Date;
  /** When it last said that it is alive. */
  beatAt: Date;
  endedAt: Date | null;
}

const number = { type: Number, default: 0 };

export const importSchema = new Schema<ImportDoc>(
  {
    _id: String,
    source: { type: String, required: true },
    name: { type: String, default: null },
    by: { type: Json, required: true },
    history: { type: Boolean, required: true },
    mapping: { type: Json, required: true },
    names: { type: [String], required: true },
    encoding: { type: String, required: true },
    state: { type: String, required: true },
    failure: { type: String, default: null },
    rows: number,
    accepted: number,
    duplicates: number,
    refused: number,
    kept: number,
    bytes: number,
    size: { type: Number, default: null },
    cancelAsked: { type: Boolean, default: false },
    demo: { type: Boolean, default: false },
    startedAt: { type: Date, required: true },
    beatAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  options,
)
  .index({ startedAt: -1, _id: -1 })
  .index({ source: 1, startedAt: -1, _id: -1 });

/** A row that was refused, until it is mended or forgotten. It is about no customer yet: no erasing finds it, so it does not stay. */
export interface RefusedRowDoc {
  _id: string;
  import: string;
  row: number;
  cells: string[];
  why: string;
  remedy: string;
  forgetAt: Date;
}

export const refusedRowSchema = new Schema<RefusedRowDoc>(
  {
    _id: String,
    import: { type: String, required: true },
    row: { type: Number, required: true },
    cells: { type: [String], required: true },
    why: { type: String, required: true },
    remedy: { type: String, required: true },
    forgetAt: { type: Date, required: true },
  },
  options,
)
  .index({ import: 1, row: 1 })
  .index({ forgetAt: 1 }, { expireAfterSeconds: 0 });
