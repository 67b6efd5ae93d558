import { Schema } from 'mongoose';
import { Json, options } from '../storage/schema-options.ts';
import type { CustomerDoc } from './customer.schema.ts';

/** What of a customer a merge may change, as it was before. */
export type Before = Pick<
  CustomerDoc,
  'emails' | 'name' | 'locale' | 'timeZone' | 'attributes' | 'attributesAt' | 'factsAt' | 'consent' | 'arm' | 'draws'
>;

/** That two customer rows are one person, on whose word; kept so that it can be undone. */
export interface MergeDoc {
  _id: string;
  survivor: string;
  other: string;
  proof: string;
  by: string;
  at: Date;
  before: Before;
  /** What each was told counts for both; false until that is done. */
  tellsShared: boolean;
  partedAt: Date | null;
}

export const mergeSchema = new Schema<MergeDoc>(
  {
    _id: String,
    survivor: { type: String, required: true },
    other: { type: String, required: true },
    proof: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    before: { type: Json, required: true },
    tellsShared: { type: Boolean, default: false },
    partedAt: { type: Date, default: null },
  },
  options,
)
  .index({ other: 1 }, { unique: true, partialFilterExpression: { partedAt: { $type: 'null' } } })
  .index({ survivor: 1, at: -1 })
  .index({ tellsShared: 1 }, { partialFilterExpression: { tellsShared: false } });
