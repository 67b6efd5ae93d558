import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** Whose hand a draft is in: one tab of somebody, who has it open, until this moment of the database’s own clock unless they say so again. */
export interface HandDoc {
  /** The flow. */
  _id: string;
  tab: string;
  person: string;
  name: string;
  until: Date;
}

const KEPT_SECONDS = 3_600;

export const handSchema = new Schema<HandDoc>(
  {
    _id: String,
    tab: { type: String, required: true },
    person: { type: String, required: true },
    name: { type: String, required: true },
    until: { type: Date, required: true },
  },
  options,
).index({ until: 1 }, { expireAfterSeconds: KEPT_SECONDS });
