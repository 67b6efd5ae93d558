import { Schema } from 'mongoose';
import type { WalkState } from '@loopwright/workflows/contract';
import type { ParkCall, ScoreWanted, WaitOutcome } from '@loopwright/workflows/ports';
import { ANY_TEXT, Json, options } from '../storage/schema-options.ts';

/** A place where a loop stands (PROTOCOL: W1–W3). `_id` is loop#generation#step#visit, and #n for auxiliary parks. */
export interface WaitDoc {
  _id: string;
  loop: string;
  generation: number;
  step: string;
  /** Orders the waits of a generation: the latest is the checkpoint to restart from. */
  park: number;
  customer: string;
  flow: string;
  what: ParkCall['for']['what'];
  /** What can end it: theme:<key>, message:<sendKey>, flow:<id>, task:<id>, reply:<sendKey>. */
  keys: string[];
  /** The themes at stake of a wait for an improvement. */
  themes: string[];
  /** They are whatever themes let the loop in, also when its tags change. */
  sameThemes?: boolean;
  /** Of a wait for somebody's answer: the row that will hold it. */
  about?: string | null;
  /** Of a wait for a score: which. */
  wanted?: ScoreWanted | null;
  /** Spreads a release over all waiting loops rather than in the order they came. */
  bucket: number;
  /** The plan whose settings it stands by. Null once its loop was moved: the walk in the new plan reckons it anew. */
  plan?: string | null;
  /** Absolute, jitter included; null = however long it takes. */
  deadline: Date | null;
  checkpoint: WalkState;
  /** Highest revision each improvement was offered at. */
  offered: Record<string, number>;
  /** The latest offer, `<improvement>@<revision>`: counts a release's offers that have not settled. */
  lastOffer: string | null;
  /** An eligible improvement whose release is paused. */
  heldFor: string | null;
  state: 'open' | 'done';
  outcome: WaitOutcome | null;
  since: Date;
  doneAt: Date | null;
}

export const BUCKETS = 8;

export const waitSchema = new Schema<WaitDoc>(
  {
    _id: String,
    loop: { type: String, required: true },
    generation: { type: Number, required: true },
    step: { type: String, required: true },
    park: { type: Number, required: true },
    customer: { type: String, required: true },
    flow: { type: String, required: true },
    what: { type: String, required: true },
    keys: { type: [String], default: [] },
    themes: { type: [String], default: [] },
    sameThemes: { type: Boolean, default: false },
    about: { type: String, default: null },
    wanted: { type: Json, default: null },
    bucket: { type: Number, required: true },
    plan: String,
    deadline: { type: Date, default: null },
    checkpoint: { type: Json, required: true },
    offered: { type: Json, default: {} },
    lastOffer: { type: String, default: null },
    heldFor: { type: String, default: null },
    state: { type: String, required: true },
    outcome: { type: Json, default: null },
    since: { type: Date, required: true },
    doneAt: { type: Date, default: null },
  },
  options,
)
  .index({ keys: 1, bucket: 1, _id: 1 }, { partialFilterExpression: { state: 'open' } })
  .index({ flow: 1, state: 1, step: 1, customer: 1 }, { partialFilterExpression: { state: 'open' } })
  .index({ customer: 1 }, { partialFilterExpression: { state: 'open' } })
  .index({ deadline: 1 }, { partialFilterExpression: { state: 'open' } })
  .index({ lastOffer: 1, state: 1 }, { name: 'offers', partialFilterExpression: { lastOffer: ANY_TEXT } })
  .index({ loop: 1, generation: 1, park: -1 });

/** A customer's facts changed: their open waits are to be looked at again. Written in the same transaction as the change. */
export interface RecheckDoc {
  _id: string;
  customer: string;
  at: Date;
}

export const recheckSchema = new Schema<RecheckDoc>(
  { _id: String, customer: { type: String, required: true }, at: { type: Date, required: true } },
  options,
);
