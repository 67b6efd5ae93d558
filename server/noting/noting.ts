import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import { openLoop } from '../loops/standing.ts';
import type { Models } from '../storage/models.ts';
import { inTransaction } from '../storage/transaction.ts';
import { wantRecheck } from '../waiting/recheck.ts';

interface NoteConfig {
  on: 'customer' | 'feedback';
  key: string;
  value: string | number | boolean;
  replace: boolean;
}

/** The set-attribute step: written once a step visit, and the customer's open waits are looked at again. */
export async function setAttribute(db: Models, clock: Clock, call: ActCall): Promise<ActResult> {
  const { on, key, value, replace } = call.config as unknown as NoteConfig;
  const loop = await openLoop(db, call);
  if (!loop) return { over: true };
  const visit = `${call.step}#${String(call.visit)}`;
  const field = `attributes.${key}`;
  return inTransaction(db.loops.db, async (session): Promise<ActResult> => {
    const first = await db.loops.updateOne({ _id: loop._id, noted: { $ne: visit } }, { $addToSet: { noted: visit } }, { session });
    if (first.modifiedCount === 0) return { exit: 'next' };
    const unset = replace ? {} : { $or: [{ [field]: { $exists: false } }, { [field]: null }] };
    const set = { $set: { [field]: value, ...(on === 'customer' ? { [`attributesAt.${key}`]: clock.now() } : {}) } };
    const done =
      on === 'customer'
        ? await db.customers.updateOne({ _id: loop.customer, ...unset }, { ...set, $inc: { turn: 1 } }, { session })
        : await db.feedback.updateOne({ _id: loop.feedback, ...unset }, { $set: { [field]: value } }, { session });
    if (done.matchedCount === 0) return { exit: 'next', code: 'was-there' };
    await wantRecheck(db, clock, loop.customer, session);
    return { exit: 'next' };
  });
}
