import { Schema } from 'mongoose';
import type { FlowInput } from '@loopwright/workflows/contract';
import { Json, options } from '../storage/schema-options.ts';

/** A draft as it was saved, so that a stale save can be told what changed since. `_id` is `<flow>/<revision>`. */
export interface DraftDoc {
  _id: string;
  flow: string;
  revision: number;
  draft: FlowInput;
  by: string;
  at: Date;
}

export const draftSchema = new Schema<DraftDoc>(
  {
    _id: String,
    flow: { type: String, required: true },
    revision: { type: Number, required: true },
    draft: { type: Json, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  options,
).index({ flow: 1, revision: -1 }, { unique: true });
