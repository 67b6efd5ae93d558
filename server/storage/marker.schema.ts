import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** Something this database did once, by its name: that it must not be done again, or is still to be finished. */
export interface MarkerDoc {
  _id: string;
  state: 'begun' | 'done' | 'removed';
  at: Date;
}

export const markerSchema = new Schema<MarkerDoc>(
  { _id: String, state: { type: String, required: true }, at: { type: Date, required: true } },
  options,
);
