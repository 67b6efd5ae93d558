import { Schema } from 'mongoose';
import type { ClosedAs, LoopStatus } from '@loopwright/workflows/contract';
import { Json, options } from '../storage/schema-options.ts';

/** That a person answered the customer themselves, and how. */
export interface AnsweredDoc {
  how: 'phone' | 'email' | 'in-person' | 'other';
  by: string;
  at: Date;
  note: string | null;
}

/** What a loop is about that begins because something was taken back: which telling of what, and the message that told it. */
export interface TakenBackDoc {
  improvement: string;
  /** The epoch its retraction began. */
  epoch: number;
  message: string;
}

/** One flow version walking for one feedback (and those that joined it). */
export interface LoopDoc {
  _id: string;
  flow: string;
  flowKey: string;
  version: number;
  plan: string;
  feedback: string;
  joined: string[];
  customer: string;
  /** The themes that let it in and still stand. */
  themes: string[];
  /** When the customer last spoke of it: the latest occurredAt of all its feedback. */
  spokeAt: Date;
  status: LoopStatus;
  generation: number;
  /** Whether its workflow was ever started in this generation. */
  started: boolean;
  closedAs: ClosedAs | null;
  reasonCode: string | null;
  /** The flow author's own words of a stop step. */
  reason: string | null;
  answered?: AnsweredDoc | null;
  takenBack?: TakenBackDoc;
  /** The version it is to be moved to at its next park; whoever moves it takes this away. */
  wanted?: number;
  /** The latest version it could not be moved to: it finishes in the one it is in. */
  stays?: number;
  /** It was moved, and its workflow has not come there yet; when that was last said to it. */
  arriving?: Date;
  /** Answers of other systems that steps keep, by the name the flow gives them. */
  kept?: Record<string, unknown>;
  /** Step visits that have noted something on the customer or the feedback. */
  noted?: string[];
  openedAt: Date;
  closedAt: Date | null;
  demo: boolean;
}

export const loopSchema = new Schema<LoopDoc>(
  {
    _id: String,
    flow: { type: String, required: true },
    flowKey: { type: String, required: true },
    version: { type: Number, required: true },
    plan: { type: String, required: true },
    feedback: { type: String, required: true },
    joined: { type: [String], default: [] },
    customer: { type: String, required: true },
    themes: { type: [String], required: true },
    spokeAt: { type: Date, required: true },
    status: { type: String, required: true },
    generation: { type: Number, required: true },
    started: { type: Boolean, default: false },
    closedAs: { type: String, default: null },
    reasonCode: { type: String, default: null },
    reason: { type: String, default: null },
    answered: { type: Json, default: null },
    takenBack: Json,
    wanted: Number,
    stays: Number,
    arriving: Date,
    kept: { type: Json, default: {} },
    noted: { type: [String], default: [] },
    openedAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
    demo: { type: Boolean, default: false },
  },
  options,
)
  .index({ flow: 1, feedback: 1 }, { unique: true })
  .index({ customer: 1, openedAt: -1 })
  .index({ feedback: 1 })
  .index({ joined: 1 })
  .index({ openedAt: -1, _id: -1 })
  .index({ flow: 1, status: 1, openedAt: -1 })
  .index({ _id: 1, status: 1, started: 1 }, { partialFilterExpression: { status: 'open', started: false } })
  .index({ status: 1 }, { partialFilterExpression: { status: 'failed' } })
  .index({ flow: 1, closedAs: 1, closedAt: 1 }, { partialFilterExpression: { status: 'closed' } })
  .index({ flow: 1, status: 1, version: 1 })
  .index({ flow: 1, wanted: 1, _id: 1 }, { partialFilterExpression: { wanted: { $gt: 0 } } })
  .index({ flow: 1, arriving: 1 }, { partialFilterExpression: { arriving: { $exists: true } } });

/** Which open loop a further complaint joins: one row a (flow, customer, theme). */
export interface EntryDoc {
  _id: string;
  flow: string;
  customer: string;
  theme: string;
  loop: string;
  openedAt: Date;
}

export const entrySchema = new Schema<EntryDoc>(
  {
    _id: String,
    flow: { type: String, required: true },
    customer: { type: String, required: true },
    theme: { type: String, required: true },
    loop: { type: String, required: true },
    openedAt: { type: Date, required: true },
  },
  options,
)
  .index({ loop: 1 })
  .index({ customer: 1 });

/** What a loop did. `_id` is loop#generation#sequence. */
export interface TrailDoc {
  _id: string;
  loop: string;
  /** Of the loop; rows of earlier editions do not say. */
  flow?: string;
  generation: number;
  sequence: number;
  at: Date;
  step: string;
  kind: string;
  visit: number;
  exit: string;
  code: string | null;
  about: string | null;
}

export const trailSchema = new Schema<TrailDoc>(
  {
    _id: String,
    loop: { type: String, required: true },
    flow: String,
    generation: { type: Number, required: true },
    sequence: { type: Number, required: true },
    at: { type: Date, required: true },
    step: { type: String, required: true },
    kind: { type: String, required: true },
    visit: { type: Number, required: true },
    exit: { type: String, required: true },
    code: { type: String, default: null },
    about: { type: String, default: null },
  },
  options,
)
  .index({ loop: 1, generation: 1, sequence: 1 }, { unique: true })
  .index({ flow: 1, step: 1, exit: 1 }, { partialFilterExpression: { flow: { $gt: '' } } });
