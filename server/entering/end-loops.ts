import type { ClientSession } from 'mongoose';
import type { EndedCode } from '@loopwright/workflows/contract';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';

/** Ends open loops for a reason outside their flow, within the transaction that brings the reason. Their workflows find it so. */
export async function endLoops(db: Models, loops: readonly LoopDoc[], code: EndedCode, now: Date, session: ClientSession): Promise<void> {
  const ids = loops.map((loop) => loop._id);
  if (ids.length === 0) return;
  const ended = { status: 'ended' as const, closedAs: null, reasonCode: code, reason: null, closedAt: now };
  await db.loops.updateMany({ _id: { $in: ids }, status: { $in: ['open', 'failed'] } }, { $set: ended }, { session });
  await db.entries.deleteMany({ loop: { $in: ids } }, { session });
  await db.waits.updateMany({ loop: { $in: ids }, state: 'open' }, { $set: { state: 'done', doneAt: now } }, { session });
}
