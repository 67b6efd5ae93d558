import { Schema } from 'mongoose';
import { Json, options } from '../storage/schema-options.ts';
import type { Trial } from './preview-body.ts';

/** Somebody a flow is tried on again at each change, and what was expected of it. */
export interface PinnedCase {
  id: string;
  name: string;
  trial: Trial;
  /** What happened when it was pinned, a line each. */
  expected: string[];
}

/** The pinned cases of a flow; `_id` is the flow's. */
export interface CasesDoc {
  _id: string;
  cases: PinnedCase[];
}

export const casesSchema = new Schema<CasesDoc>({ _id: String, cases: { type: Json, default: [] } }, options);
