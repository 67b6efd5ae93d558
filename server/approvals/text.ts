import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import { approveMessage } from '../telling/approve.ts';
import type { MessageDoc, TextDoc } from '../telling/message.schema.ts';
import { stopMessages } from '../telling/stop.ts';

/** Says yes or no to a text for all who get it; what was said first stands. */
export async function decideText(db: Models, text: string, said: Omit<TextDoc, '_id'>): Promise<TextDoc> {
  await db.texts.updateOne({ _id: text }, { $setOnInsert: said }, { upsert: true });
  return (await db.texts.findById(text).lean<TextDoc | null>()) ?? { _id: text, ...said };
}

/** What was said of its text holds for this message too. False when nothing was said yet, or it does not wait. */
export async function followText(
  db: Models,
  clock: Clock,
  { _id, asked, state }: Pick<MessageDoc, '_id' | 'asked' | 'state'>,
): Promise<boolean> {
  if (!asked?.text || state !== 'held') return false;
  const said = await db.texts.findById(asked.text).lean<TextDoc | null>();
  if (!said) return false;
  if (said.state === 'approved') return approveMessage(db, clock, _id, said.by);
  return (await stopMessages(db, { _id }, 'stopped', 'stopped-by-a-person')) > 0;
}
