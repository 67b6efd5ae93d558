import { randomUUID } from 'node:crypto';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { EnterWorld } from './enter-world.ts';

const LEASE_MS = 60_000;
const FAILURES_ALLOWED = 5;
const BACK_OFF_MS = 2_000;

/** Feedback that is ours to move for a minute; every write on it names the token and the stage it expects. */
export interface Leased {
  token: string;
  docs: FeedbackDoc[];
}

/** Takes the oldest feedback that has work to be done on it and that nobody else holds. */
export async function claim({ db, clock }: EnterWorld, most: number): Promise<Leased> {
  const now = clock.now();
  const free = { pending: true, $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] };
  const seen = await db.feedback.find(free, { _id: 1 }).sort({ _id: 1 }).limit(most).lean();
  if (seen.length === 0) return { token: '', docs: [] };
  const token = randomUUID();
  const ids = seen.map((doc) => doc._id);
  const until = new Date(now.getTime() + LEASE_MS);
  await db.feedback.updateMany({ _id: { $in: ids }, ...free }, { $set: { lease: token, leaseUntil: until } });
  const docs = await db.feedback
    .find({ _id: { $in: ids }, lease: token })
    .sort({ _id: 1 })
    .lean<FeedbackDoc[]>();
  return { token, docs };
}

/** Counts a failure by its code; after five it is visibly stuck, before that it is tried again, later each time. */
export async function fail({ db, clock }: EnterWorld, doc: FeedbackDoc, token: string, code: string): Promise<void> {
  const failures = doc.failures + 1;
  const stuck = failures >= FAILURES_ALLOWED;
  const again = new Date(clock.now().getTime() + BACK_OFF_MS * 2 ** failures);
  const rest = stuck ? { stage: 'stuck' as const, pending: false, leaseUntil: null } : { leaseUntil: again };
  await db.feedback.updateOne({ _id: doc._id, lease: token }, { $set: { ...rest, lease: null, failures, failure: code } });
}

/** Gives back what was not done, at once. */
export async function release({ db }: EnterWorld, ids: readonly string[], token: string): Promise<void> {
  await db.feedback.updateMany({ _id: { $in: ids }, lease: token }, { $set: { lease: null, leaseUntil: null } });
}
