import { nextDaily } from '../channels/next-daily.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { Models } from '../storage/models.ts';
import type { AskedDoc } from '../telling/message.schema.ts';

const SOON_MS = 86_400_000;

/** Whoever is asked hears of it at once where little time is left, else with the next morning's mail; a stand-in when their time comes. */
export async function wantReminder(
  db: Models,
  now: Date,
  { by, standIn, standInFrom }: Pick<AskedDoc, 'by' | 'standIn' | 'standInFrom'>,
  until: Date,
): Promise<void> {
  const zone = await zoneOf(db);
  const from = (at: Date): Date => (until.getTime() - at.getTime() < SOON_MS ? at : nextDaily(zone, at));
  await earliest(db, by, from(now));
  if (standIn && standInFrom && standInFrom < until) await earliest(db, standIn, from(standInFrom));
}

async function earliest(db: Models, owner: string, dueAt: Date): Promise<void> {
  const rest = { token: null, leaseUntil: null, attempts: 0 };
  await db.reminders.updateOne({ _id: owner }, { $min: { dueAt }, $setOnInsert: rest }, { upsert: true });
}
