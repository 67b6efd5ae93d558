import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** Another system an admin has allowed to be called. `_id` is its key. */
export interface ConnectionDoc {
  _id: string;
  name: string;
  url: string;
  /** Signs what is sent there (Standard Webhooks: whsec_…). Never leaves the server. */
  secret: string;
  /** It carries the channel `webhook`; one connection at most does. */
  messages: boolean;
  createdAt: Date;
}

export const connectionSchema = new Schema<ConnectionDoc>(
  {
    _id: String,
    name: { type: String, required: true },
    url: { type: String, required: true },
    secret: { type: String, required: true },
    messages: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ name: 1 }, { unique: true })
  .index({ messages: 1 }, { unique: true, partialFilterExpression: { messages: true } });
