import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** Whether what a source says of themes and feelings stands, or waits for a person. */
export type Trust = 'confirmed' | 'review';

/** Where feedback comes from. `_id` is its key; it exists from its first feedback. */
export interface SourceDoc {
  _id: string;
  trust: Trust;
  /** For feedback that names none itself. */
  brand: string | null;
  demo: boolean;
  createdAt: Date;
}

export const sourceSchema = new Schema<SourceDoc>(
  {
    _id: String,
    trust: { type: String, required: true },
    brand: { type: String, default: null },
    demo: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  options,
).index({ createdAt: -1, _id: -1 });
