import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** Colleagues that flows can tell. `_id` is the key. Without an address its notices are kept here. */
export interface TeamDoc {
  _id: string;
  name: string;
  email: string | null;
  url: string | null;
  /** Signs what is sent to `url`. Never leaves the server. */
  secret: string | null;
  /** Somebody delivers its bundle until then: one at a time, so that a day's notices go as one. */
  bundleUntil?: Date | null;
  createdAt: Date;
}

export const teamSchema = new Schema<TeamDoc>(
  {
    _id: String,
    name: { type: String, required: true },
    email: { type: String, default: null },
    url: { type: String, default: null },
    secret: { type: String, default: null },
    bundleUntil: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  options,
).index({ name: 1 }, { unique: true });
