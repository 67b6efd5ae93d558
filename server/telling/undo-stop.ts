import type { QueryFilter } from 'mongoose';
import { newId } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc, UndoDoc } from './message.schema.ts';

/**
 * So long a person can take back that they stopped a message that waited: a little longer than the editor offers it. Its loop goes on only
 * then, or when the message is due.
 */
export const UNDO_MS = 12_000;

/** What a stop is called that can be taken back from now on. */
export const undoFrom = (now: Date): Pick<UndoDoc, 'stop' | 'until'> => ({ stop: newId(), until: new Date(now.getTime() + UNDO_MS) });

/** Puts back what a person stopped, as it stood, where its loop has not gone on. Returns how many. */
export async function undoStop(db: Models, which: QueryFilter<MessageDoc>, now: Date): Promise<number> {
  const free: QueryFilter<MessageDoc> = { state: 'stopped', 'undo.until': { $gt: now } };
  const before = { state: '$undo.state', reason: '$undo.reason', undo: null };
  const done = await db.messages.updateMany({ $and: [which, free] }, [{ $set: before }], { updatePipeline: true });
  return done.modifiedCount;
}

/** From here on the stop stands: whoever acts on it says so first. False when it was taken back meanwhile. */
export async function endUndo(db: Models, sendKey: string): Promise<boolean> {
  return (await db.messages.updateOne({ _id: sendKey, state: 'stopped' }, { $set: { undo: null } })).matchedCount === 1;
}
