import type { ClientSession } from 'mongoose';
import type { Published } from '../flows/plans.ts';
import type { EntryDoc, LoopDoc } from '../loops/loop.schema.ts';
import { newId } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import { native } from '../storage/native.ts';
import type { RecheckDoc } from '../waiting/wait.schema.ts';
import type { EntryBook } from './entry-book.ts';
import { moveWaits } from './move-waits.ts';

/** Writes what the book decided, in the transaction it was read in. A changed loop's customer is looked at again. */
export async function writeEntries(db: Models, published: Published, book: EntryBook, now: Date, session: ClientSession): Promise<void> {
  if (book.opened.length > 0) await native<LoopDoc>(db.loops).insertMany(book.opened, { session });
  const changed = [...book.changed.values()].filter((loop) => !book.opened.includes(loop) && !book.reopened.includes(loop));
  const rewritten = [...changed, ...book.reopened];
  if (rewritten.length > 0) {
    const writes = rewritten.map((loop) => ({ updateOne: { filter: { _id: loop._id }, update: { $set: changesOf(loop) } } }));
    await native<LoopDoc>(db.loops).bulkWrite(writes, { session, ordered: false });
  }
  const entries = [...book.pointed.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
  if (entries.length > 0) {
    const writes = entries.map((entry) => ({ replaceOne: { filter: { _id: entry._id }, replacement: entry, upsert: true } }));
    await native<EntryDoc>(db.entries).bulkWrite(writes, { session });
  }
  for (const loop of changed) await moveWaits(db, published, loop, session);
  const rechecks = [...new Set(changed.map((loop) => loop.customer))].map((customer) => ({ _id: newId(), customer, at: now }));
  if (rechecks.length > 0) await native<RecheckDoc>(db.rechecks).insertMany(rechecks, { session });
}

const changesOf = ({ joined, themes, spokeAt, status, generation, started, reasonCode, openedAt, closedAt }: LoopDoc) => ({
  joined,
  themes,
  spokeAt,
  status,
  generation,
  started,
  reasonCode,
  openedAt,
  closedAt,
});
