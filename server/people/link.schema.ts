import { Schema } from 'mongoose';
import { Json, options } from '../storage/schema-options.ts';
import type { PersonRole } from './person.schema.ts';

/** Something its bearer may do once: only the hash of the token is kept, and using it up deletes the row. */
export interface LinkDoc {
  _id: string;
  hash: string;
  kind: 'sign-in' | 'invitation';
  /** Who signs in by it. */
  person: string | null;
  /** Who is invited. */
  invitation: { email: string; name: string | null; role: PersonRole; invitedBy: string } | null;
  createdAt: Date;
  expiresAt: Date;
}

export type InvitationDoc = LinkDoc & { invitation: NonNullable<LinkDoc['invitation']> };

export const linkSchema = new Schema<LinkDoc>(
  {
    _id: String,
    hash: { type: String, required: true },
    kind: { type: String, required: true },
    person: { type: String, default: null },
    invitation: { type: Json, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  options,
)
  .index({ hash: 1 }, { unique: true })
  .index({ 'invitation.email': 1 }, { unique: true, partialFilterExpression: { kind: 'invitation' } })
  .index({ createdAt: -1, _id: -1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
