import { Schema } from 'mongoose';
import type { Channel, MessageReason, MessageState, Purpose } from '@loopwright/workflows/contract';
import { ANY_TEXT, Json, options } from '../storage/schema-options.ts';

/** What a message says changed (or was decided): checked again in the moment of sending. */
export interface ClaimDoc {
  improvement: string;
  revision: number;
  epoch: number;
  purpose: Purpose;
  /** The wait that put it in hand. */
  wait: string | null;
}

/** What stands in a text byte for byte, whoever edits it: what it claims, in order, and its last lines. */
export interface LockedDoc {
  claims: string[];
  footer: string | null;
}

/** That somebody put a message in their own words, and how it was written first. */
interface EditedDoc {
  by: string;
  byId: string;
  at: Date;
  original: Pick<ContentDoc, 'subject' | 'text' | 'html' | 'hash'>;
  /** New words, outside the claim, that say that something changed: somebody else has to approve them. */
  claiming: string[];
}

/**
 * Rendered bytes. `hash` covers template version, claim revision and the facts used, never relative dates; of an edited message also the
 * words themselves.
 */
export interface ContentDoc {
  subject: string;
  text: string;
  html: string | null;
  locale: string;
  hash: string;
  /** Which phrasings were chosen, so that this customer's next message takes others. */
  choices?: string[];
  /** Absent where it was written before messages could be edited. */
  locked?: LockedDoc;
  edited?: EditedDoc | null;
}

/** An earlier try of a message that was sent again, as it stood when a person said so. */
export interface TryDoc {
  attempts: number;
  handedAt: Date | null;
  detail: string | null;
  contentHash: string | null;
  /** Who had it sent again, and when. */
  by: string;
  at: Date;
  note: string | null;
}

/** What a person made of a message of which nobody knows whether it arrived. */
export interface SettledDoc {
  as: 'arrived' | 'leave';
  by: string;
  at: Date;
  note: string | null;
}

/** The way back from a person's stop, while there is one: what stood before. `stop` names the act, which may have reached many. */
export interface UndoDoc {
  stop: string;
  state: 'held' | 'scheduled';
  reason: MessageReason | null;
  until: Date;
}

/** That a step asked somebody to approve this message before it is reached. Owners are written team:<key> or person:<id>. */
export interface AskedDoc {
  step: string;
  by: string;
  standIn: string | null;
  standInFrom: Date | null;
  /** Who wrote its words and may not approve them, by name. */
  notBy: string[];
  /** How long it is tried once it is approved. */
  tryForMs: number;
  /** Names the text where one yes is for all who get it. */
  text: string | null;
}

/** A message in the ledger (PROTOCOL: L1–L8). `_id` is the sendKey. */
export interface MessageDoc {
  _id: string;
  loop: string | null;
  generation: number;
  step: string;
  visit: number;
  flow: string | null;
  version: number | null;
  customer: string;
  channel: Channel;
  to: string | null;
  template: string;
  templateHash: string;
  as: string | null;
  fallback: string;
  mayQuote: boolean;
  claim: ClaimDoc | null;
  /** A correction that a step of a flow sends: its loop drives it, and its flow can be paused. Others go by themselves. */
  byStep?: boolean;
  state: MessageState;
  reason: MessageReason | null;
  /** For `already-told`: the message that told. For refusals: the provider's code. For `unknown`: why sending it again came to nothing. */
  detail: string | null;
  /** Who holds it while sending. */
  token: string | null;
  leaseUntil: Date | null;
  /** The point of no return. */
  handedAt: Date | null;
  /** Set by stop, recall, unsubscribe, erase while somebody holds it. */
  stop: { state: 'stopped' | 'recalled' | 'withheld'; reason: MessageReason } | null;
  undo?: UndoDoc | null;
  notBefore: Date;
  staleAfter: Date;
  attempts: number;
  approved: { by: string; at: Date; contentHash: string } | null;
  asked?: AskedDoc | null;
  content: ContentDoc | null;
  via: 'smtp' | 'outbox' | 'webhook' | null;
  /** Further sendKeys a bundled message speaks for. */
  covers: string[];
  sentAt: Date | null;
  settled?: SettledDoc | null;
  /** A person had it sent again. An earlier try may have arrived: it can become sent, or unknown once more, and nothing else. */
  again?: boolean;
  history?: TryDoc[];
  demo: boolean;
  createdAt: Date;
}

export const messageSchema = new Schema<MessageDoc>(
  {
    _id: String,
    loop: { type: String, default: null },
    generation: { type: Number, default: 0 },
    step: { type: String, required: true },
    visit: { type: Number, default: 1 },
    flow: { type: String, default: null },
    version: { type: Number, default: null },
    customer: { type: String, required: true },
    channel: { type: String, required: true },
    to: { type: String, default: null },
    template: { type: String, required: true },
    templateHash: { type: String, required: true },
    as: { type: String, default: null },
    fallback: { type: String, default: 'en' },
    mayQuote: { type: Boolean, default: false },
    claim: { type: Json, default: null },
    byStep: { type: Boolean, default: false },
    state: { type: String, required: true },
    reason: { type: String, default: null },
    detail: { type: String, default: null },
    token: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    handedAt: { type: Date, default: null },
    stop: { type: Json, default: null },
    undo: { type: Json, default: null },
    notBefore: { type: Date, required: true },
    staleAfter: { type: Date, required: true },
    attempts: { type: Number, default: 0 },
    approved: { type: Json, default: null },
    asked: { type: Json, default: null },
    content: { type: Json, default: null },
    via: { type: String, default: null },
    covers: { type: [String], default: [] },
    sentAt: { type: Date, default: null },
    settled: { type: Json, default: null },
    again: { type: Boolean, default: false },
    history: { type: Json, default: [] },
    demo: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ customer: 1, createdAt: -1 })
  .index({ loop: 1, generation: 1 })
  .index({ 'claim.improvement': 1, state: 1 }, { name: 'claims', partialFilterExpression: { 'claim.improvement': ANY_TEXT } })
  .index(
    { 'claim.improvement': 1, createdAt: -1, _id: -1 },
    { name: 'claims-by-age', partialFilterExpression: { 'claim.improvement': ANY_TEXT } },
  )
  .index({ state: 1, createdAt: -1, _id: -1 })
  .index({ 'asked.text': 1 }, { name: 'texts', partialFilterExpression: { 'asked.text': ANY_TEXT } })
  .index({ createdAt: -1, _id: -1 })
  .index({ leaseUntil: 1 }, { partialFilterExpression: { state: 'sending' } })
  .index({ 'undo.until': 1 }, { partialFilterExpression: { 'undo.until': { $exists: true } } })
  .index({ notBefore: 1 }, { partialFilterExpression: { state: 'scheduled', again: true } })
  .index(
    { 'claim.purpose': 1, notBefore: 1 },
    { name: 'corrections', partialFilterExpression: { state: 'scheduled', 'claim.purpose': ANY_TEXT } },
  );

/** What somebody has said of one text for all who get it; `_id` names flow, step, words, and what they claim. */
export interface TextDoc {
  _id: string;
  state: 'approved' | 'declined';
  by: string;
  at: Date;
}

export const textSchema = new Schema<TextDoc>(
  { _id: String, state: { type: String, required: true }, by: { type: String, required: true }, at: { type: Date, required: true } },
  options,
);

/** That a customer is told of an improvement: `_id` is the tellKey; `token` is the holder's, so that a late one cannot give it back. */
export interface TellDoc {
  _id: string;
  message: string;
  token: string;
  customer: string;
  improvement: string;
  at: Date;
}

export const tellSchema = new Schema<TellDoc>(
  {
    _id: String,
    message: { type: String, required: true },
    token: { type: String, required: true },
    customer: { type: String, required: true },
    improvement: { type: String, required: true },
    at: { type: Date, required: true },
  },
  options,
).index({ customer: 1 });

/** The slots of the cap across all flows. `_id` is the customer. */
export interface CapDoc {
  _id: string;
  taken: { message: string; token: string; at: Date }[];
}

export const capSchema = new Schema<CapDoc>({ _id: String, taken: { type: Json, default: [] } }, options);

/** An address never to be written to: `_id` is a keyed hash of it, so that it outlives an erasure. */
export interface SuppressionDoc {
  _id: string;
  reason: MessageReason;
  at: Date;
}

export const suppressionSchema = new Schema<SuppressionDoc>(
  { _id: String, reason: { type: String, required: true }, at: { type: Date, required: true } },
  options,
);

/** A customer kept out of being told of an improvement, to compare: `_id` is customer, improvement, epoch hashed. */
export interface ComparedDoc {
  _id: string;
  customer: string;
  improvement: string;
  flow: string;
  at: Date;
}

export const comparedSchema = new Schema<ComparedDoc>(
  {
    _id: String,
    customer: { type: String, required: true },
    improvement: { type: String, required: true },
    flow: { type: String, required: true },
    at: { type: Date, required: true },
  },
  options,
);
