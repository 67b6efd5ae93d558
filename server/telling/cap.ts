import { milliseconds } from '@loopwright/workflows/contract';
import type { HouseRulesDoc } from '../house-rules/house-rules.schema.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { Models } from '../storage/models.ts';
import type { CapDoc, MessageDoc } from './message.schema.ts';

const KEPT = 200;

/** Reserves one of the customer's slots across all flows; else says when the next one is free. Asking again is no second slot. */
export async function takeSlot(
  db: Models,
  cap: NonNullable<HouseRulesDoc['cap']>,
  message: MessageDoc,
  customer: string,
  now: Date,
): Promise<{ free: Date } | null> {
  const within = milliseconds(cap.within);
  const since = new Date(now.getTime() - within);
  const slot = { message: message._id, token: message.token, at: now };
  const others = {
    $filter: { input: '$taken', cond: { $and: [{ $gt: ['$$this.at', since] }, { $ne: ['$$this.message', message._id] }] } },
  };
  await ensureRow(db, customer);
  const reserved = await db.caps.findOneAndUpdate(
    { _id: customer, $expr: { $lt: [{ $size: others }, cap.messages] } },
    [{ $set: { taken: { $slice: [{ $concatArrays: [others, [slot]] }, -KEPT] } } }],
    { updatePipeline: true },
  );
  if (reserved) return null;
  const row = await db.caps.findById(customer).lean<CapDoc | null>();
  const taken = (row?.taken ?? []).map((one) => one.at.getTime()).sort((a, b) => b - a);
  return { free: new Date((taken[cap.messages - 1] ?? now.getTime()) + within) };
}

/** Gives a slot back, unless a later holder of the same message has taken it over. */
export async function giveBackSlot(db: Models, message: MessageDoc): Promise<void> {
  if (!message.token) return;
  await db.caps.updateOne({ _id: message.customer }, { $pull: { taken: { message: message._id, token: message.token } } });
}

async function ensureRow(db: Models, customer: string): Promise<void> {
  try {
    await db.caps.updateOne({ _id: customer }, { $setOnInsert: { taken: [] } }, { upsert: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
