import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** What a customer answered to a message by its link. `_id` is H(message, number): the latest number counts. */
export interface ReplyDoc {
  _id: string;
  /** The sendKey of what is answered. */
  message: string;
  number: number;
  loop: string;
  /** The exit it leads to. */
  says: string;
  text: string | null;
  at: Date;
  /** Nobody waited for it any more. */
  late: boolean;
  readBy: string | null;
  readAt: Date | null;
  demo: boolean;
}

export const replySchema = new Schema<ReplyDoc>(
  {
    _id: String,
    message: { type: String, required: true },
    number: { type: Number, required: true },
    loop: { type: String, required: true },
    says: { type: String, required: true },
    text: { type: String, default: null },
    at: { type: Date, required: true },
    late: { type: Boolean, required: true },
    readBy: { type: String, default: null },
    readAt: { type: Date, default: null },
    demo: { type: Boolean, default: false },
  },
  options,
)
  .index({ message: 1, number: -1 })
  .index({ at: -1, _id: -1 })
  .index({ late: 1, at: -1 }, { partialFilterExpression: { late: true } })
  .index({ loop: 1 });
