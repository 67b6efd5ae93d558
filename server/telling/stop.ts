import type { QueryFilter } from 'mongoose';
import type { MessageReason } from '@loopwright/workflows/contract';
import type { Models } from '../storage/models.ts';
import type { MessageDoc, UndoDoc } from './message.schema.ts';
import { orUnknownIn } from './sent-again.ts';

/** Still to be stopped: not handed over to a channel. */
const STOPPABLE: QueryFilter<MessageDoc> = { $or: [{ state: { $in: ['held', 'scheduled'] } }, { state: 'sending', handedAt: null }] };

/**
 * L3: after the fact is written, stops what has not passed the point of no return. One atomic update a message: one that waits
 * is stopped at once, one that somebody holds is marked, and its holder fails at L6; one that was being sent again goes back to
 * unknown. With `undo`, one that waited can be taken back for a while. Returns how many it reached.
 */
export async function stopMessages(
  db: Models,
  which: QueryFilter<MessageDoc>,
  state: 'stopped' | 'recalled' | 'withheld',
  reason: MessageReason,
  undo?: Pick<UndoDoc, 'stop' | 'until'>,
): Promise<number> {
  const held = { $eq: ['$state', 'sending'] };
  const stopped = orUnknownIn(state, reason);
  const final = { $or: [held, { $eq: ['$again', true] }] };
  const done = await db.messages.updateMany(
    { $and: [which, STOPPABLE] },
    [
      {
        $set: {
          stop: { $cond: [held, { state, reason }, '$stop'] },
          undo: undo ? { $cond: [final, null, { ...undo, state: '$state', reason: '$reason' }] } : null,
          reason: { $cond: [held, '$reason', stopped.reason] },
          detail: { $cond: [held, '$detail', stopped.detail] },
          handedAt: { $cond: [held, '$handedAt', stopped.handedAt] },
          state: { $cond: [held, '$state', stopped.state] },
        },
      },
    ],
    { updatePipeline: true },
  );
  return done.modifiedCount;
}

/**
 * After a change of whom an improvement covers: what somebody is just sending goes back to its wait, which decides anew. What still
 * waits to be sent meets the gate anyway.
 */
export const unsettleClaims = (db: Models, improvement: string): Promise<number> =>
  stopMessages(db, { 'claim.improvement': improvement, state: 'sending' }, 'withheld', 'no-longer-covered');
