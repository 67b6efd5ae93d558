import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** What a notify-team step visit tells its team. `_id` is H(loop, generation, step, visit). */
export interface NoticeDoc {
  _id: string;
  team: string;
  loop: string;
  generation: number;
  step: string;
  text: string;
  withWords: boolean;
  /** Those of a team that are due together go together. */
  bundled: boolean;
  dueAt: Date;
  giveUpAt: Date;
  state: 'wanted' | 'delivered' | 'failed';
  via: 'smtp' | 'webhook' | 'outbox' | null;
  code: string | null;
  attempts: number;
  token: string | null;
  leaseUntil: Date | null;
  demo: boolean;
  createdAt: Date;
  deliveredAt: Date | null;
}

export const noticeSchema = new Schema<NoticeDoc>(
  {
    _id: String,
    team: { type: String, required: true },
    loop: { type: String, required: true },
    generation: { type: Number, required: true },
    step: { type: String, required: true },
    text: { type: String, required: true },
    withWords: { type: Boolean, required: true },
    bundled: { type: Boolean, required: true },
    dueAt: { type: Date, required: true },
    giveUpAt: { type: Date, required: true },
    state: { type: String, required: true },
    via: { type: String, default: null },
    code: { type: String, default: null },
    attempts: { type: Number, default: 0 },
    token: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    demo: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
    deliveredAt: { type: Date, default: null },
  },
  options,
)
  .index({ dueAt: 1 }, { partialFilterExpression: { state: 'wanted' } })
  .index({ team: 1, createdAt: -1, _id: -1 })
  .index({ loop: 1 });
