import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** What an assign step visit gave somebody to do. `_id` is H(loop, generation, step, visit); its life is its own, whatever becomes of the loop. */
export interface TaskDoc {
  _id: string;
  loop: string;
  generation: number;
  step: string;
  flow: string;
  /** `team:<key>` or `person:<id>`. */
  owner: string;
  text: string;
  dueAt: Date;
  /** Whether its loop stands until it is settled. */
  waited: boolean;
  state: 'open' | 'done' | 'not-done';
  how: string | null;
  by: string | null;
  settledAt: Date | null;
  demo: boolean;
  createdAt: Date;
}

export const taskSchema = new Schema<TaskDoc>(
  {
    _id: String,
    loop: { type: String, required: true },
    generation: { type: Number, required: true },
    step: { type: String, required: true },
    flow: { type: String, required: true },
    owner: { type: String, required: true },
    text: { type: String, required: true },
    dueAt: { type: Date, required: true },
    waited: { type: Boolean, required: true },
    state: { type: String, required: true },
    how: { type: String, default: null },
    by: { type: String, default: null },
    settledAt: { type: Date, default: null },
    demo: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ state: 1, createdAt: -1, _id: -1 })
  .index({ createdAt: -1, _id: -1 })
  .index({ owner: 1, dueAt: 1 }, { partialFilterExpression: { state: 'open' } })
  .index({ dueAt: 1 }, { partialFilterExpression: { state: 'open' } })
  .index({ loop: 1 });
