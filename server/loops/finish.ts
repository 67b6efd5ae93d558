import type { QueryFilter } from 'mongoose';
import type { FinishCall, LoopRef } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { LoopDoc } from './loop.schema.ts';
import { recordTrail } from './trail.ts';

/** Messages that count as an answer: sent, perhaps sent, or told by another message. */
const ANSWERED: QueryFilter<MessageDoc> = { $or: [{ state: { $in: ['sent', 'unknown'] } }, { state: 'withheld', reason: 'already-told' }] };

export type Told = Pick<MessageDoc, '_id' | 'claim' | 'sentAt'>;
export type Ending = Pick<LoopDoc, 'status' | 'closedAs' | 'reasonCode' | 'reason' | 'answered'>;

/** Ends a loop once: closing as told needs an answer in this generation, else it is ended as not told. */
export class Finishing {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
  ) {}

  /** Answers with the messages that closed it as told; none where it ended in another way. Again is harmless. */
  async finish(call: FinishCall): Promise<Told[]> {
    await recordTrail(this.db, call);
    const told = await this.told(call);
    await this.end(call, endingOf(call, told.length > 0));
    return told;
  }

  /** CAS open → ending; false when the loop was not open in this generation. */
  async end({ loop, generation }: LoopRef, ending: Ending): Promise<boolean> {
    const closedAt = ending.status === 'failed' ? null : this.clock.now();
    const done = await this.db.loops.updateOne({ _id: loop, generation, status: 'open' }, { $set: { ...ending, closedAt } });
    if (done.matchedCount === 0) return false;
    if (ending.status === 'failed') return true;
    await this.db.entries.deleteMany({ loop });
    await this.db.waits.updateMany({ loop, generation, state: 'open' }, { $set: { state: 'done', doneAt: this.clock.now() } });
    return true;
  }

  private async told(call: FinishCall): Promise<Told[]> {
    if (call.end !== 'closed' || call.as !== 'told') return [];
    const { loop, generation } = call;
    return this.db.messages.find({ loop, generation, ...ANSWERED }, { claim: 1, sentAt: 1 }).lean<Told[]>();
  }
}

function endingOf(call: FinishCall, answered: boolean): Ending {
  const none = { closedAs: null, reasonCode: null, reason: null };
  if (call.end === 'failed') return { ...none, status: 'failed', reasonCode: call.code };
  if (call.end === 'ended') return { ...none, status: 'ended', reasonCode: call.code, reason: call.reason ?? null };
  if (call.as !== 'told') return { ...none, status: 'closed', closedAs: call.as };
  return answered ? { ...none, status: 'closed', closedAs: 'told' } : { ...none, status: 'ended', reasonCode: 'not-told' };
}
