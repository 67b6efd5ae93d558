import type { WaitOutcome } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { endUndo } from '../telling/undo-stop.ts';
import { followText } from './text.ts';

type Outcome = Extract<WaitOutcome, { exit: 'answered' | 'untrue' }>;

const UNTRUE = ['improvement-retracted', 'no-longer-covered'];
const yes: Outcome = { exit: 'answered', as: 'approved' };

/** What has been said to a message that waits for approval, from the message itself; null while nobody has said anything. */
export async function approvalOf(db: Models, clock: Clock, sendKey: string): Promise<Outcome | null> {
  const message = await db.messages.findById(sendKey).lean<MessageDoc | null>();
  if (!message) return { exit: 'answered', as: 'declined', code: 'not-told' };
  const { state, reason, claim } = message;
  if (state === 'held') return (await followText(db, clock, message)) ? approvalOf(db, clock, sendKey) : null;
  if (state === 'recalled' || (state === 'withheld' && claim?.purpose !== 'correction' && UNTRUE.includes(reason ?? '')))
    return { exit: 'untrue', code: reason ?? 'improvement-retracted' };
  if (state === 'stopped') {
    if (message.undo && !(await endUndo(db, sendKey))) return approvalOf(db, clock, sendKey);
    return { exit: 'answered', as: 'declined' };
  }
  if (state !== 'withheld') return yes;
  // What cannot be written or sent needs nobody's yes: its own step says why it does not go.
  return reason === 'stale' ? { exit: 'answered', as: 'timed-out', code: 'timed-out' } : { ...yes, ...(reason && { code: reason }) };
}

/** No answer is not a yes. False when somebody has answered in this very moment. */
export async function giveUpAsking(db: Models, sendKey: string): Promise<boolean> {
  const unanswered = { _id: sendKey, state: 'held' as const };
  return (await db.messages.updateOne(unanswered, { $set: { state: 'withheld', reason: 'stale' } })).matchedCount === 1;
}
