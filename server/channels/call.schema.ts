import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** A call-webhook step visit under way. `_id` is H(loop, generation, step, visit) and the webhook-id of every attempt. */
export interface CallDoc {
  _id: string;
  loop: string;
  generation: number;
  step: string;
  connection: string;
  state: 'open' | 'answered' | 'failed';
  /** The last thing that went wrong: a status or a code, never the other system's words. */
  code: string | null;
  attempts: number;
  nextAt: Date;
  giveUpAt: Date;
  createdAt: Date;
}

export const callSchema = new Schema<CallDoc>(
  {
    _id: String,
    loop: { type: String, required: true },
    generation: { type: Number, required: true },
    step: { type: String, required: true },
    connection: { type: String, required: true },
    state: { type: String, required: true },
    code: { type: String, default: null },
    attempts: { type: Number, required: true },
    nextAt: { type: Date, required: true },
    giveUpAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
  },
  options,
).index({ loop: 1 });
