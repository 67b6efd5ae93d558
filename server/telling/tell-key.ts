import type { Models } from '../storage/models.ts';
import { isDuplicate } from '../storage/connection.ts';
import { tellKeyOf } from './keys.ts';
import type { MessageDoc, TellDoc } from './message.schema.ts';

/** `mine`: taken now, or held before by this message. `told`: by another that was or may have been sent. `busy`: another is sending. */
export type TellAnswer = { mine: true } | { told: string } | { busy: string };

const SAID = new Set(['sent', 'unknown']);

/** Once per improvement: takes the tellKey for a message, under its current token. */
export async function takeTellKey(db: Models, message: MessageDoc, customer: string, now: Date): Promise<TellAnswer> {
  const { claim, token } = message;
  if (!claim || !token) return { mine: true };
  const _id = tellKeyOf(customer, claim.improvement, claim.epoch, claim.purpose);
  const row: Omit<TellDoc, '_id' | 'message' | 'token'> = { customer, improvement: claim.improvement, at: now };
  try {
    await db.tells.findOneAndUpdate({ _id, message: message._id }, { $set: { token }, $setOnInsert: row }, { upsert: true });
    return { mine: true };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const holder = await db.tells.findById(_id).lean<TellDoc | null>();
  if (!holder) return { busy: _id };
  const other = await db.messages.findById(holder.message, { state: 1 }).lean<Pick<MessageDoc, 'state'> | null>();
  if (other && SAID.has(other.state)) return { told: holder.message };
  if (other?.state === 'sending') return { busy: holder.message };
  const taken = await db.tells.updateOne(
    { _id, message: holder.message, token: holder.token },
    { $set: { message: message._id, token, at: now } },
  );
  return taken.matchedCount === 1 ? { mine: true } : { busy: holder.message };
}

/** Gives the key back, and its copies on merged customers, unless a later holder of the same message has taken it over. */
export async function giveBackTellKey(db: Models, message: MessageDoc): Promise<void> {
  if (message.claim && message.token) await db.tells.deleteMany({ message: message._id, token: message.token });
}
