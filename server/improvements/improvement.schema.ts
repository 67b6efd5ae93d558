import { Schema } from 'mongoose';
import type { Clause, Condition, Evidence, ImprovementState } from '@loopwright/workflows/contract';
import { Json, options } from '../storage/schema-options.ts';

/** The fan-out of one revision of an improvement. */
export interface ReleaseDoc {
  revision: number;
  state: 'wanted' | 'running' | 'paused' | 'done';
}

export interface ImprovementDoc {
  _id: string;
  themes: string[];
  title: string;
  change: Clause;
  stillNot: string | null;
  seeAt: string | null;
  owner: string | null;
  state: ImprovementState;
  decision: string | null;
  evidence: Evidence | null;
  scope: Condition | null;
  shippedAt: Date | null;
  verifiedAt: Date | null;
  verifiedBy: string | null;
  declinedAt: Date | null;
  retractedAt: Date | null;
  retraction: { reason: string; whatIsTrue: string; correct: boolean } | null;
  expiresAt: Date | null;
  /** Raised by every change that may alter whom it covers. */
  revision: number;
  /** Raised by every retraction: what was told before may be told anew. */
  epoch: number;
  release: ReleaseDoc | null;
  /** L3 over the claims of this epoch, and the corrections, are still to be done. `flows`: the versions that were to take up those told. */
  recall: { epoch: number; state: 'wanted' | 'done'; flows?: string[] } | null;
  demo: boolean;
  /** Ids of who recorded it and who said that it shipped: they do not vouch for it too. */
  createdBy: string | null;
  shippedBy: string | null;
  /** Who last changed what customers would be told, or which of them, before it was verified. */
  changedBy?: string | null;
  createdAt: Date;
}

export const improvementSchema = new Schema<ImprovementDoc>(
  {
    _id: String,
    themes: { type: [String], required: true },
    title: { type: String, required: true },
    change: { type: Json, required: true },
    stillNot: { type: String, default: null },
    seeAt: { type: String, default: null },
    owner: { type: String, default: null },
    state: { type: String, required: true },
    decision: { type: String, default: null },
    evidence: { type: Json, default: null },
    scope: { type: Json, default: null },
    shippedAt: { type: Date, default: null },
    verifiedAt: { type: Date, default: null },
    verifiedBy: { type: String, default: null },
    declinedAt: { type: Date, default: null },
    retractedAt: { type: Date, default: null },
    retraction: { type: Json, default: null },
    expiresAt: { type: Date, default: null },
    revision: { type: Number, required: true },
    epoch: { type: Number, required: true },
    release: { type: Json, default: null },
    recall: { type: Json, default: null },
    demo: { type: Boolean, default: false },
    createdBy: { type: String, default: null },
    shippedBy: { type: String, default: null },
    changedBy: { type: String, default: null },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ themes: 1, state: 1 })
  .index({ createdAt: -1, _id: -1 })
  .index({ 'release.state': 1 }, { partialFilterExpression: { 'release.state': { $in: ['wanted', 'running'] } } });
