import { Schema } from 'mongoose';
import type { Role } from '../doors/roles.ts';
import { options } from '../storage/schema-options.ts';

/** One field of the thing, in words; null where it was or is empty. */
export interface ChangeDoc {
  field: string;
  before: string | null;
  after: string | null;
}

/** One thing that somebody did here. Names are as they were then; of customers it holds ids and nothing else. */
export interface AuditDoc {
  _id: string;
  at: Date;
  by: { id: string; name: string; role: Role; via: 'session' | 'key' };
  /** The operation id of the route. */
  what: string;
  /** One sentence: Maya Lind verified “Prices include tax”. */
  words: string;
  about: { kind: string; id: string; words: string } | null;
  changes: ChangeDoc[];
}

const text = { type: String, required: true };
const by = new Schema<AuditDoc['by']>({ id: text, name: text, role: text, via: text }, options);
const about = new Schema<NonNullable<AuditDoc['about']>>({ kind: text, id: text, words: text }, options);
const change = new Schema<ChangeDoc>(
  { field: text, before: { type: String, default: null }, after: { type: String, default: null } },
  options,
);

export const auditSchema = new Schema<AuditDoc>(
  {
    _id: String,
    at: { type: Date, required: true },
    by: { type: by, required: true },
    what: text,
    words: text,
    about: { type: about, default: null },
    changes: { type: [change], default: [] },
  },
  options,
)
  .index({ at: -1, _id: -1 })
  .index({ 'by.id': 1, at: -1, _id: -1 })
  .index({ 'about.kind': 1, 'about.id': 1, at: -1, _id: -1 });

function refuse(): never {
  throw new Error('the audit is only ever added to');
}

auditSchema.pre(
  ['updateOne', 'updateMany', 'replaceOne', 'findOneAndUpdate', 'findOneAndReplace', 'deleteOne', 'deleteMany', 'findOneAndDelete'],
  refuse,
);
auditSchema.pre('bulkWrite', refuse);
auditSchema.pre('save', function () {
  if (!this.isNew) refuse();
});
