import { Schema } from 'mongoose';
import type { Feeling, ScoreKind, Stage } from '@loopwright/workflows/contract';
import { Json, options } from '../storage/schema-options.ts';

/** A theme put on a feedback, by whom, and whether a person (the customer too, or a trusted source) stands behind it. */
export interface TagDoc {
  theme: string;
  by: 'source' | 'person' | 'customer';
  confirmed: boolean;
}

export interface FeedbackDoc {
  _id: string;
  source: string;
  externalId: string;
  text: string | null;
  score: number | null;
  scoreKind: ScoreKind | null;
  event: string | null;
  occurredAt: Date;
  receivedAt: Date;
  language: string | null;
  brand: string | null;
  attributes: Record<string, unknown>;
  customer: string;
  /** The customer row it came to by its own number or address, whatever merges say: what a parting goes by. */
  person: string;
  tags: TagDoc[];
  feeling: Feeling | null;
  feelingConfirmed: boolean;
  stage: Stage;
  /** The pump has work to do on it; at rest otherwise. */
  pending: boolean;
  /** The flows it entered, and with which themes: written on the way from `tagged` to `matched`. */
  admitted: { flow: string; themes: string[] }[];
  needs: ('theme' | 'feeling')[];
  /** Stored only: starts no loops. */
  history: boolean;
  demo: boolean;
  lease: string | null;
  leaseUntil: Date | null;
  failures: number;
  failure: string | null;
}

const tag = new Schema<TagDoc>({ theme: String, by: String, confirmed: Boolean }, options);

export const feedbackSchema = new Schema<FeedbackDoc>(
  {
    _id: String,
    source: { type: String, required: true },
    externalId: { type: String, required: true },
    text: { type: String, default: null },
    score: { type: Number, default: null },
    scoreKind: { type: String, default: null },
    event: { type: String, default: null },
    occurredAt: { type: Date, required: true },
    receivedAt: { type: Date, required: true },
    language: { type: String, default: null },
    brand: { type: String, default: null },
    attributes: { type: Json, default: {} },
    customer: { type: String, required: true },
    person: { type: String, default: null },
    tags: { type: [tag], default: [] },
    feeling: { type: String, default: null },
    feelingConfirmed: { type: Boolean, default: false },
    stage: { type: String, required: true },
    pending: { type: Boolean, default: false },
    admitted: { type: Json, default: [] },
    needs: { type: [String], default: [] },
    history: { type: Boolean, default: false },
    demo: { type: Boolean, default: false },
    lease: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    failures: { type: Number, default: 0 },
    failure: { type: String, default: null },
  },
  options,
)
  .index({ source: 1, externalId: 1 }, { unique: true })
  .index({ customer: 1, occurredAt: -1 })
  .index({ receivedAt: -1, _id: -1 })
  .index({ source: 1, receivedAt: -1, _id: -1 })
  .index({ 'tags.theme': 1, occurredAt: -1 })
  .index({ stage: 1, receivedAt: -1, _id: -1 }, { partialFilterExpression: { stage: { $in: ['tagged', 'stuck'] } } })
  .index({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });
