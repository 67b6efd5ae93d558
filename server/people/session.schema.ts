import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** A person signed in with one browser. `_id` is the hash of the token in its cookie. */
export interface SessionDoc {
  _id: string;
  person: string;
  createdAt: Date;
  seenAt: Date;
  /** 14 days after it was last seen, 90 days after it began. */
  expiresAt: Date;
}

export const sessionSchema = new Schema<SessionDoc>(
  {
    _id: String,
    person: { type: String, required: true },
    createdAt: { type: Date, required: true },
    seenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  options,
)
  .index({ person: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
