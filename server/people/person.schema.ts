import { Schema } from 'mongoose';
import { z } from 'zod';
import { Role } from '../doors/roles.ts';
import { ANY_TEXT, options } from '../storage/schema-options.ts';

/** What a person may do; sources are programs. */
export const PersonRole = Role.exclude(['source']);
export type PersonRole = z.infer<typeof PersonRole>;

export const PersonName = z.string().trim().min(1).max(120);
export const PersonEmail = z.string().trim().toLowerCase().pipe(z.email('this is not an email address').max(254));

/** A colleague who signs in. */
export interface PersonDoc {
  _id: string;
  name: string;
  /** In lower case; without one there is no signing in by password. */
  email: string | null;
  role: PersonRole;
  /** Argon2id, as a PHC string. */
  passwordHash: string | null;
  disabledAt: Date | null;
  /** How often another stopped being an administrator because this one is. */
  reliedOn: number;
  createdAt: Date;
  lastSeenAt: Date | null;
}

export const personSchema = new Schema<PersonDoc>(
  {
    _id: String,
    name: { type: String, required: true },
    email: { type: String, default: null },
    role: { type: String, required: true },
    passwordHash: { type: String, default: null },
    disabledAt: { type: Date, default: null },
    reliedOn: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, default: null },
  },
  options,
)
  .index({ name: 1 }, { unique: true, collation: { locale: 'en', strength: 2 } })
  .index({ email: 1 }, { name: 'email', unique: true, partialFilterExpression: { email: ANY_TEXT } })
  .index({ role: 1, createdAt: 1, _id: 1 })
  .index({ createdAt: -1, _id: -1 });
