import type { ClientSession, QueryFilter } from 'mongoose';
import { entryId } from '../entering/entry-book.ts';
import type { EntryDoc, LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';

/** Gives loops, with their waits, messages and entries, to another customer. Of two entries for one theme the new owner's stays. How many. */
export async function moveLoops(db: Models, which: QueryFilter<LoopDoc>, to: string, session: ClientSession): Promise<number> {
  const loops = await db.loops.find(which, { _id: 1 }).session(session).lean<Pick<LoopDoc, '_id'>[]>();
  const ids = loops.map((loop) => loop._id);
  if (ids.length === 0) return 0;
  await db.loops.updateMany({ _id: { $in: ids } }, { $set: { customer: to } }, { session });
  await db.waits.updateMany({ loop: { $in: ids } }, { $set: { customer: to } }, { session });
  await db.messages.updateMany({ loop: { $in: ids } }, { $set: { customer: to } }, { session });
  const entries = await db.entries
    .find({ loop: { $in: ids } })
    .session(session)
    .lean<EntryDoc[]>();
  await db.entries.deleteMany({ loop: { $in: ids } }, { session });
  for (const entry of entries) {
    const _id = entryId(entry.flow, to, entry.theme);
    await db.entries.updateOne({ _id }, { $setOnInsert: { ...entry, _id, customer: to } }, { upsert: true, session });
  }
  return ids.length;
}
