import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** A creating request that named an Idempotency-Key, and its answer, readable only by whoever sends the same key again. */
export interface OnceDoc {
  _id: string;
  bodyHash: string;
  state: 'running' | 'done';
  leaseUntil: Date;
  /** The answer under AES-256-GCM, base64; it may hold a new API key. */
  answer: string | null;
  at: Date;
}

export const onceSchema = new Schema<OnceDoc>(
  {
    _id: String,
    bodyHash: { type: String, required: true },
    state: { type: String, required: true },
    leaseUntil: { type: Date, required: true },
    answer: { type: String, default: null },
    at: { type: Date, required: true },
  },
  options,
).index({ at: 1 }, { expireAfterSeconds: 86_400 });
