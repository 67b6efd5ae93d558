import { Schema } from 'mongoose';
import type { Variant } from '@loopwright/templates';
import { Json, options } from '../storage/schema-options.ts';

/** One content of a template, by its hash: versions of flows pin it for ever. */
export interface TemplateDoc {
  /** Content hash. */
  _id: string;
  name: string;
  version: number;
  title: string;
  /** The words by language, complete with their partials. */
  variants: Record<string, Variant>;
  claims: boolean;
  decides: boolean;
  /** Rows of earlier editions do not say. */
  corrects?: boolean;
  promises: 'to-return' | null;
  /** Paths of the facts its words can use. */
  facts?: string[];
  /** `shipped`, or who saved it: what a person wrote is never replaced by what ships. */
  savedBy?: string;
  createdAt: Date;
}

export const templateSchema = new Schema<TemplateDoc>(
  {
    _id: String,
    name: { type: String, required: true },
    version: { type: Number, required: true },
    title: { type: String, required: true },
    variants: { type: Json, required: true },
    claims: { type: Boolean, required: true },
    decides: { type: Boolean, required: true },
    corrects: Boolean,
    promises: { type: String, default: null },
    facts: { type: [String], default: [] },
    savedBy: { type: String, default: 'shipped' },
    createdAt: { type: Date, required: true },
  },
  options,
).index({ name: 1, version: -1 }, { unique: true });
