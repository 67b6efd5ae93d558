import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';
import type { Role } from './roles.ts';

/** An API key: only its hash is kept, so that it can be shown once and never again. */
export interface KeyDoc {
  _id: string;
  /** SHA-256 of a token of 256 random bits. A slow hash would add nothing: there is no dictionary of such tokens. */
  hash: string;
  name: string;
  role: Role;
  /** What is made with it is marked as invented. */
  demo: boolean;
  createdBy: string;
  createdAt: Date;
}

export const keySchema = new Schema<KeyDoc>(
  {
    _id: String,
    hash: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true },
    demo: { type: Boolean, default: false },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ hash: 1 }, { unique: true })
  .index({ name: 1 }, { unique: true })
  .index({ createdAt: -1, _id: -1 });
