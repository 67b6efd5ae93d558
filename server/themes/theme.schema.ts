import { Schema } from 'mongoose';
import type { Noun } from '@loopwright/workflows/contract';
import { Json, options } from '../storage/schema-options.ts';

/** What feedback is about. `_id` is the theme's key. */
export interface ThemeDoc {
  _id: string;
  name: string;
  description: string;
  /** How it is spoken of, by language. */
  noun: Record<string, Noun>;
  examples: string[];
  demo: boolean;
  createdAt: Date;
}

export const themeSchema = new Schema<ThemeDoc>(
  {
    _id: String,
    name: { type: String, required: true },
    description: { type: String, default: '' },
    noun: { type: Json, default: {} },
    examples: { type: [String], default: [] },
    demo: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ name: 1 }, { unique: true, collation: { locale: 'en', strength: 2 } })
  .index({ createdAt: -1, _id: -1 });
