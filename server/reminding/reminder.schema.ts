import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** When somebody is next told what waits for them. `_id` is the owner, team:<key> or person:<id>; gone while nothing waits. */
export interface ReminderDoc {
  _id: string;
  dueAt: Date;
  token: string | null;
  leaseUntil: Date | null;
  attempts: number;
}

export const reminderSchema = new Schema<ReminderDoc>(
  {
    _id: String,
    dueAt: { type: Date, required: true },
    token: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    attempts: { type: Number, default: 0 },
  },
  options,
).index({ dueAt: 1 });
