import type { QueryFilter } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import type { Ledger } from './ledger.ts';
import type { MessageDoc } from './message.schema.ts';

const PAGE = 200;

/**
 * Carries on what no loop drives: corrections and messages sent again whose time has come, and messages whose holder died (stopped meanwhile, or past the
 * point of no return). Safe beside everything else. Returns how many it touched.
 */
export async function sweepLedger(db: Models, clock: Clock, ledger: Ledger): Promise<number> {
  const now = clock.now();
  const abandoned: QueryFilter<MessageDoc> = { state: 'sending' as const, leaseUntil: { $lte: now } };
  const due: QueryFilter<MessageDoc> = {
    state: 'scheduled' as const,
    'claim.purpose': 'correction',
    byStep: { $ne: true },
    notBefore: { $lte: now },
  };
  const again: QueryFilter<MessageDoc> = { state: 'scheduled' as const, again: true, notBefore: { $lte: now } };
  const rows = await db.messages
    .find({ $or: [abandoned, due, again] }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(PAGE)
    .lean<Pick<MessageDoc, '_id'>[]>();
  for (const row of rows) await ledger.advance(row._id);
  return rows.length;
}
