import { randomUUID } from 'node:crypto';
import type { QueryFilter } from 'mongoose';
import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import type { Models } from '../storage/models.ts';
import { giveBackSlot } from './cap.ts';
import type { Channels, Delivery } from './channel.port.ts';
import type { Gate, Verdict } from './gate.ts';
import type { MessageDoc } from './message.schema.ts';
import type { Preparing } from './prepare.ts';
import { resultOf } from './result.ts';
import { orUnknown, orUnknownIn } from './sent-again.ts';
import { giveBackTellKey } from './tell-key.ts';
import { endUndo } from './undo-stop.ts';

const LEASE_MS = 60_000;
const LEASE_NEEDED_MS = 10_000;
const SOONEST_MS = 1_000;
const PAUSED_MS = 60_000;
const CHANNEL_MS = 45_000;
const BACK_OFF_MS = [60_000, 300_000, 1_800_000, 7_200_000, 21_600_000];

/** A message somebody holds: its token is theirs. */
type Held = MessageDoc & { token: string };

/** The message ledger (PROTOCOL, L1–L8): each message at most once past the point of no return, whatever is killed. */
export class Ledger {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly preparing: Preparing,
    private readonly gate: Gate,
    private readonly channels: Channels,
    private readonly at: FaultPoint,
  ) {}

  /** The send-message step: prepares its message and takes it as far as it goes now. */
  async tell(call: ActCall): Promise<ActResult> {
    const sendKey = await this.preparing.prepare(call);
    if (!sendKey) return { over: true };
    await this.at('L1.prepared');
    return this.advance(sendKey);
  }

  /** L4–L8 for one message, where its time has come. Safe to call at any time, by anybody, at once. */
  async advance(sendKey: string): Promise<ActResult> {
    const held = await this.claim(sendKey);
    if (held) {
      await this.at('L4.claimed');
      return this.carry(held);
    }
    await this.giveUpOnLost(sendKey);
    await this.giveUpOnUnseen(sendKey);
    return this.result(sendKey);
  }

  /** Nobody looked at it in time: unanswered is not sent. */
  private async giveUpOnUnseen(sendKey: string): Promise<void> {
    const unseen: QueryFilter<MessageDoc> = { _id: sendKey, state: 'held', staleAfter: { $lt: this.clock.now() } };
    await this.db.messages.updateOne(unseen, [{ $set: orUnknownIn('withheld', 'stale') }], { updatePipeline: true });
  }

  /** Past the point of no return with nobody left who knows what came of it: unknown, for a person to settle. */
  async giveUpOnLost(sendKey: string): Promise<void> {
    const lost: QueryFilter<MessageDoc> = {
      _id: sendKey,
      state: 'sending',
      handedAt: { $ne: null },
      leaseUntil: { $lte: this.clock.now() },
    };
    await this.db.messages.updateOne(lost, { $set: { state: 'unknown', reason: 'outcome-unknown' } });
  }

  private async claim(sendKey: string): Promise<Held | null> {
    const now = this.clock.now();
    const token = randomUUID();
    const due: QueryFilter<MessageDoc> = { state: 'scheduled', notBefore: { $lte: now } };
    const abandoned: QueryFilter<MessageDoc> = { state: 'sending', handedAt: null, leaseUntil: { $lte: now } };
    const set = { state: 'sending' as const, token, leaseUntil: new Date(now.getTime() + LEASE_MS), handedAt: null };
    return this.db.messages
      .findOneAndUpdate({ _id: sendKey, $or: [due, abandoned] }, { $set: set, $inc: { attempts: 1 } }, { returnDocument: 'after' })
      .lean<Held | null>()
      .exec();
  }

  private async carry(held: Held): Promise<ActResult> {
    if (held.stop) return this.stopped(held);
    const verdict = await this.gate.judge(held);
    await this.at('L5.judged');
    return 'go' in verdict ? this.hand(held, verdict.go) : this.putDown(held, verdict);
  }

  /** L6: one conditional write; after it nobody can stop this message, before it anybody can. */
  private async hand(held: Held, go: { to: string; content: NonNullable<MessageDoc['content']> }): Promise<ActResult> {
    const now = this.clock.now();
    const enough = { $gt: new Date(now.getTime() + LEASE_NEEDED_MS) };
    const passed = await this.db.messages.updateOne(
      { _id: held._id, state: 'sending', token: held.token, stop: null, leaseUntil: enough },
      { $set: { handedAt: now, to: go.to, content: go.content } },
    );
    if (passed.matchedCount === 0) return this.afterLosing(held);
    await this.at('L6.handed');
    return this.deliver(held, go);
  }

  /** L7: the channel, once. What it cannot say for certain is unknown. */
  private async deliver(held: Held, go: { to: string; content: NonNullable<MessageDoc['content']> }): Promise<ActResult> {
    let delivery: Delivery | null = null;
    try {
      delivery = await this.channels[held.channel].deliver({
        sendKey: held._id,
        messageId: held._id.slice(0, 40),
        to: go.to,
        content: go.content,
        message: held,
        timeoutMs: CHANNEL_MS,
      });
    } catch (error) {
      if (isCrash(error)) throw error;
    }
    await this.at('L7.delivered');
    await this.conclude(held, delivery);
    await this.at('L8.concluded');
    return this.result(held._id);
  }

  /** L8 */
  private async conclude(held: Held, delivery: Delivery | null): Promise<void> {
    const mine = { _id: held._id, token: held.token };
    if (!delivery) {
      await this.db.messages.updateOne({ ...mine, state: 'sending' }, { $set: { state: 'unknown', reason: 'outcome-unknown' } });
    } else if (delivery.outcome === 'sent') {
      const sent = { state: 'sent' as const, reason: null, via: delivery.via, detail: delivery.detail ?? null, sentAt: this.clock.now() };
      await this.db.messages.updateOne({ ...mine, state: { $in: ['sending', 'unknown'] } }, { $set: sent });
    } else {
      await this.notDelivered(held, delivery);
    }
  }

  private async notDelivered(held: Held, delivery: Exclude<Delivery, { outcome: 'sent' }>): Promise<void> {
    await this.giveBack(held);
    const backOff = BACK_OFF_MS[Math.min(held.attempts, BACK_OFF_MS.length) - 1] ?? LEASE_MS;
    const next: Partial<MessageDoc> =
      delivery.outcome === 'refused'
        ? { state: 'failed', reason: 'refused-by-server', detail: delivery.code, handedAt: null }
        : {
            state: 'scheduled',
            reason: 'provider-busy',
            detail: delivery.code,
            notBefore: new Date(this.clock.now().getTime() + backOff),
            handedAt: null,
          };
    const mine: QueryFilter<MessageDoc> = { _id: held._id, token: held.token, state: 'sending' };
    const placed = delivery.outcome === 'refused' ? orUnknown(held, next) : next;
    await this.db.messages.updateOne(mine, { $set: { ...placed, token: null, leaseUntil: null } });
  }

  /** Not now, or not at all: keys are given back first, so that whoever comes next finds them free. */
  private async putDown(held: Held, verdict: Exclude<Verdict, { go: unknown }>): Promise<ActResult> {
    await this.giveBack(held);
    await this.at('L5.given-back');
    const mine: QueryFilter<MessageDoc> = { _id: held._id, state: 'sending', token: held.token, stop: null };
    const put = await this.db.messages.updateOne(mine, { $set: { ...this.placed(held, verdict), token: null, leaseUntil: null } });
    if (put.matchedCount === 0) return this.afterLosing(held);
    await this.at('L5.put-down');
    return 'paused' in verdict ? { paused: true } : this.result(held._id);
  }

  private placed(held: Held, verdict: Exclude<Verdict, { go: unknown }>): Partial<MessageDoc> {
    if ('withhold' in verdict) return orUnknown(held, { state: 'withheld', reason: verdict.withhold, detail: verdict.detail ?? null });
    if ('look' in verdict) return { state: 'held', reason: 'waits-for-a-look', content: verdict.look, approved: null };
    if ('paused' in verdict) return { state: 'scheduled', reason: 'paused', notBefore: this.whenResumed(held) };
    return { state: 'scheduled', reason: verdict.reason, notBefore: verdict.later };
  }

  /** A loop waits for the end of the pause itself; nobody does for a message that is sent again. */
  private whenResumed(held: Held): Date {
    return new Date(this.clock.now().getTime() + (held.again ? PAUSED_MS : 0));
  }

  /** Our conditional write matched nothing: stopped meanwhile, or taken over by a later holder. */
  private async afterLosing(held: Held): Promise<ActResult> {
    const now = await this.db.messages.findById(held._id).lean<MessageDoc | null>();
    if (now?.stop && now.token === held.token && now.handedAt === null) return this.stopped({ ...held, stop: now.stop });
    return this.result(held._id);
  }

  private async stopped(held: Held): Promise<ActResult> {
    await this.giveBack(held);
    const mine: QueryFilter<MessageDoc> = { _id: held._id, state: 'sending', token: held.token, handedAt: null };
    const stopped = held.stop ? orUnknown(held, held.stop) : {};
    await this.db.messages.updateOne(mine, { $set: { ...stopped, stop: held.again ? null : held.stop, token: null, leaseUntil: null } });
    return this.result(held._id);
  }

  /** What may have been told stays told, whatever becomes of telling it again. */
  private async giveBack(held: Held): Promise<void> {
    if (held.again) return;
    await giveBackSlot(this.db, held);
    await giveBackTellKey(this.db, held);
  }

  private async result(sendKey: string): Promise<ActResult> {
    const message = await this.db.messages.findById(sendKey).lean<MessageDoc | null>();
    if (!message) throw new Error('message-missing');
    if (message.undo && message.state === 'stopped' && !(await endUndo(this.db, sendKey))) return this.result(sendKey);
    return notBefore(resultOf(message), this.clock.now());
  }
}

/** Asking again at once would find the same: never sooner than a second from now. */
function notBefore(result: ActResult, now: Date): ActResult {
  if (!('later' in result) || result.later.until === null) return result;
  return { later: { ...result.later, until: Math.max(result.later.until, now.getTime() + SOONEST_MS) } };
}

/** A crash injected by a fault test kills the process that carries the message; it is not an answer of the channel. */
const isCrash = (error: unknown): boolean => error instanceof Error && error.name === 'Crash';
