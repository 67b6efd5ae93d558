import type { ClientSession } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import { wantRecheck } from '../waiting/recheck.ts';
import type { FeedbackDoc } from './feedback.schema.ts';
import { needsOf } from './needs.ts';

/** Gives a feedback other tags: it goes to the flows again, and what its customer waits for is looked at again. Returns it as it is then. */
export async function tagAnew(
  { db, clock }: { db: Models; clock: Clock },
  before: FeedbackDoc,
  said: Pick<FeedbackDoc, 'tags' | 'feeling' | 'feelingConfirmed'>,
  session: ClientSession,
): Promise<FeedbackDoc> {
  const anew = { stage: 'tagged' as const, pending: true, admitted: [], lease: null, leaseUntil: null, failures: 0, failure: null };
  const set = { ...said, needs: needsOf(said.tags, said.feeling), ...anew };
  await db.feedback.updateOne({ _id: before._id }, { $set: set }, { session });
  await db.customers.updateOne({ _id: before.customer }, { $inc: { turn: 1 } }, { session });
  await wantRecheck(db, clock, before.customer, session);
  return { ...before, ...set };
}
