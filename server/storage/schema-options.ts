import { Schema } from 'mongoose';

/** What every schema shares: string ids, no version key, unknown fields are a bug rather than silence. */
export const options = { versionKey: false, strict: 'throw', minimize: false, _id: false, id: false } as const;

/** Free JSON whose shape the contract's zod schema guards. */
export const Json = Schema.Types.Mixed;

/** Texts only, in a partial index: one by `$type` is never used by MongoDB's planner for a query of a text. */
export const ANY_TEXT = { $gt: '' };
