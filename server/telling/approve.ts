import type { Clock } from '../clock.ts';
import { milliseconds } from '@loopwright/workflows/contract';
import { houseRules } from '../house-rules/house-rules.ts';
import type { Models } from '../storage/models.ts';
import type { ContentDoc, MessageDoc } from './message.schema.ts';

/**
 * L2: held → scheduled, for exactly the content that was looked at. False when it is not held (any more), or the approver may not vouch
 * for it: a second click does nothing.
 */
export async function approveMessage(
  db: Models,
  clock: Clock,
  sendKey: string,
  by: string,
  mayVouch: (content: ContentDoc, message: MessageDoc) => boolean = () => true,
): Promise<boolean> {
  const held = await db.messages.findOne({ _id: sendKey, state: 'held' }).lean<MessageDoc | null>();
  if (!held?.content || !mayVouch(held.content, held)) return false;
  const at = clock.now();
  const notBefore = new Date(at.getTime() + milliseconds((await houseRules(db)).sendDelay));
  const looked = { _id: sendKey, state: 'held' as const, 'content.hash': held.content.hash };
  const approved = { by, at, contentHash: held.content.hash };
  // Asked for before its step is reached, it is tried from now on as long as that step tries.
  const tried = held.asked ? { staleAfter: new Date(at.getTime() + held.asked.tryForMs) } : {};
  return (
    (await db.messages.updateOne(looked, { $set: { state: 'scheduled', reason: 'send-delay', approved, notBefore, ...tried } }))
      .matchedCount === 1
  );
}
