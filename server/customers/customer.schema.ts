import { Schema } from 'mongoose';
import type { Consent } from '@loopwright/workflows/contract';
import { ANY_TEXT, Json, options } from '../storage/schema-options.ts';

/** One person across all brands. `_id` is opaque. */
export interface CustomerDoc {
  _id: string;
  externalId: string | null;
  /** The address that identifies a customer who came without a number; a change of `emails` leaves it. */
  knownBy?: string | null;
  /** Lower-cased addresses; the first is the one written to. */
  emails: string[];
  name: string | null;
  locale: string | null;
  timeZone: string | null;
  attributes: Record<string, unknown>;
  /** When each attribute was last said (occurredAt of its feedback): the latest wins. */
  attributesAt: Record<string, Date>;
  /** The same for name, locale, timeZone, consent. */
  factsAt: Record<string, Date>;
  consent: Consent;
  /** Position in [0, 1) drawn once: below a flow's share = comparison group. A merge keeps the smaller. */
  arm: number;
  /** Share drawn at a split, by flow and step. */
  draws: Record<string, string>;
  mergedInto: string | null;
  demo: boolean;
  erasedAt: Date | null;
  /** What a search finds this row by, kept by every write of it: see `searchTerms`. */
  terms?: string[];
  /** Raised by every transaction that builds on this row, so that a merge or an erasing beside it makes one of them start again. */
  turn?: number;
  createdAt: Date;
}

export const customerSchema = new Schema<CustomerDoc>(
  {
    _id: String,
    externalId: { type: String, default: null },
    knownBy: { type: String, default: null },
    emails: { type: [String], default: [] },
    name: { type: String, default: null },
    locale: { type: String, default: null },
    timeZone: { type: String, default: null },
    attributes: { type: Json, default: {} },
    attributesAt: { type: Json, default: {} },
    factsAt: { type: Json, default: {} },
    consent: { type: Json, default: {} },
    arm: { type: Number, required: true },
    draws: { type: Json, default: {} },
    mergedInto: { type: String, default: null },
    demo: { type: Boolean, default: false },
    erasedAt: { type: Date, default: null },
    terms: { type: [String], default: [] },
    turn: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ externalId: 1, demo: 1 }, { name: 'number', unique: true, partialFilterExpression: { externalId: ANY_TEXT } })
  .index({ knownBy: 1, demo: 1 }, { name: 'address', unique: true, partialFilterExpression: { knownBy: ANY_TEXT } })
  .index({ emails: 1 })
  .index({ terms: 1 })
  .index({ name: 1 }, { collation: { locale: 'en', strength: 2 } })
  .index({ mergedInto: 1 }, { name: 'merged', partialFilterExpression: { mergedInto: ANY_TEXT } })
  .index({ createdAt: -1, _id: -1 });
