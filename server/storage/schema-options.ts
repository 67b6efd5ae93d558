import { Schema } from 'mongoose';

/** What every schema shares: string ids, no version key, unknown fields are a bug rather than silence. */
export const options = { versionKey: false, strict: 'throw', minimize: false, _id: false, id: false } as const;

/** Free JSON whose shape the contract's zod schema guards. */
export const Json = Schema.Types.Mixed;
