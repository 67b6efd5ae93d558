import { Schema } from 'mongoose';
import type { Types } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** Tries counted against a limit, as rate-limiter-flexible keeps them; `key` is a hash. */
export interface LimitDoc {
  _id: Types.ObjectId;
  key: string;
  points: number;
  expire: Date | null;
}

export const LIMITS = 'limits';

export const limitSchema = new Schema<LimitDoc>(
  {
    _id: Schema.Types.ObjectId,
    key: { type: String, required: true },
    points: { type: Number, required: true },
    expire: { type: Date, default: null },
  },
  options,
)
  .index({ key: 1 }, { unique: true })
  .index({ expire: 1 }, { expireAfterSeconds: 0 });
