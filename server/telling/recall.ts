import type { Connection, QueryFilter } from 'mongoose';
import type { Clock } from '../clock.ts';
import { TakingUp } from '../entering/taking-up.ts';
import { noFaults } from '../faults.ts';
import type { FaultPoint } from '../faults.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { correctionKeyOf } from './keys.ts';
import type { MessageDoc } from './message.schema.ts';
import { stopMessages } from './stop.ts';

const PAGE = 200;
const CORRECTION = 'what-i-told-you-was-wrong';
const TRY_FOR_MS = 14 * 86_400_000;
/** How long a loop may take from telling to its end before a recall no longer waits for it: then the loop itself looks. */
const A_MOMENT_MS = 120_000;
/** Told, as far as anybody can know: sent, or left as it is by a person who looked at it. */
const TOLD: QueryFilter<MessageDoc> = { $or: [{ state: 'sent' }, { state: 'unknown', 'settled.as': 'leave' }] };
const PERHAPS_TOLD: QueryFilter<MessageDoc> = { state: { $in: ['sent', 'unknown'] } };
const OWED: ReadonlySet<MessageDoc['state']> = new Set(['scheduled', 'held', 'sending']);
const takesUp = ({ recall }: ImprovementDoc, epoch: number): boolean => recall?.epoch === epoch && (recall.flows ?? []).length > 0;
const isTold = ({ state, settled }: MessageDoc): boolean => state === 'sent' || (state === 'unknown' && settled?.as === 'leave');
const tellsOf = ({ _id }: ImprovementDoc, epoch: number | { $lt: number }): QueryFilter<MessageDoc> => ({
  'claim.improvement': _id,
  'claim.epoch': epoch,
  'claim.purpose': 'tell',
});
/** Also in epochs before the last: their correction may have been held back by the verification after it. */
const toldBefore = (doc: ImprovementDoc, epoch: number): QueryFilter<MessageDoc> => tellsOf(doc, { $lt: epoch });
/** Before a cursor: the walk is to be made again. Keys of messages never begin with it. */
const UNSETTLED = '~';

/**
 * What became of the messages that claimed a retracted improvement. `leaving` passed the point of no return before and have not
 * concluded yet; `unknown` ones are for a person.
 */
export interface Recalled {
  stopped: number;
  told: number;
  leaving: number;
  unknown: number;
}

/** `inFlight`: when the walk began not everything that crossed before the retraction had settled: walk again a little later. */
export type RecallPage = { next: string } | { inFlight: true } | { done: true };

/** With nothing going wrong between two writes. */
export const recallingIn = ({ connection, db, clock }: { connection: Connection; db: Models; clock: Clock }): Recalling =>
  new Recalling(db, clock, noFaults, new TakingUp(connection, db, clock, noFaults));

/** After a retraction: queued claims stop at once, and those who were told get one correction each, from a flow for it or by itself. */
export class Recalling {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly at: FaultPoint,
    private readonly takingUp: TakingUp,
  ) {}

  /** L3 over the claims of earlier epochs; the retraction itself is already written. */
  async stopClaims(improvement: ImprovementDoc): Promise<Recalled> {
    const stopped = await this.stopEarlier(improvement._id, improvement.epoch);
    await this.at('L3.recalled');
    // One read: a message that concludes meanwhile is counted as one or the other.
    const crossed = await this.db.messages
      .find(
        { ...tellsOf(improvement, improvement.epoch - 1), state: { $in: ['sent', 'unknown', 'sending'] }, handedAt: { $ne: null } },
        { state: 1, settled: 1 },
      )
      .lean<Pick<MessageDoc, 'state' | 'settled'>[]>();
    const count = (state: MessageDoc['state']): number => crossed.filter((message) => message.state === state).length;
    const left = crossed.filter((message) => message.state === 'unknown' && message.settled != null).length;
    return { stopped, told: count('sent') + left, leaving: count('sending'), unknown: count('unknown') - left };
  }

  /** Writes the corrections of the next page of those told. Again is harmless: one a customer. */
  async correctPage(improvement: string, epoch: number, cursor: string): Promise<RecallPage> {
    const after = cursor.replace(UNSETTLED, '');
    const doc = await this.db.improvements.findById(improvement).lean<ImprovementDoc | null>();
    if (!doc || doc.epoch < epoch) return { done: true };
    await this.stopEarlier(improvement, epoch);
    // Asked before reading: who concludes in the middle of a walk may stand before the page it has come to.
    let unsettled =
      cursor === '' ? (await this.db.messages.exists({ ...toldBefore(doc, epoch), state: 'sending' })) !== null : after !== cursor;
    const told = doc.retraction?.correct ? await this.page(doc, epoch, after) : [];
    for (const message of told) if ((await this.answer(doc, epoch, message)) === 'closing') unsettled = true;
    const last = told.at(-1);
    if (last) return { next: unsettled ? `${UNSETTLED}${last._id}` : last._id };
    if (unsettled) return { inFlight: true };
    await this.db.improvements.updateOne({ _id: improvement, 'recall.epoch': epoch }, { $set: { 'recall.state': 'done' } });
    return { done: true };
  }

  /** One who is known to have been told only now that it is taken back: their correction, if corrections go out. Again is harmless. */
  async correctLate(sendKey: string): Promise<void> {
    const message = await this.db.messages.findOne({ _id: sendKey, ...TOLD }).lean<MessageDoc | null>();
    if (!message?.claim || message.claim.purpose !== 'tell') return;
    const { improvement, epoch } = message.claim;
    const doc = await this.db.improvements.findById(improvement).lean<ImprovementDoc | null>();
    if (doc?.state !== 'retracted' || doc.epoch <= epoch || !doc.retraction?.correct) return;
    await this.answer(doc, doc.epoch, message);
  }

  /** Their loop closed as told when no recall waited for it any more, by what may be taken back since. Again is harmless. */
  async closedLate(told: readonly Pick<MessageDoc, '_id' | 'claim' | 'sentAt'>[]): Promise<void> {
    const before = this.clock.now().getTime() - A_MOMENT_MS / 2;
    for (const { _id, claim, sentAt } of told)
      if (claim?.purpose === 'tell' && (sentAt === null || sentAt.getTime() < before)) await this.correctLate(_id);
  }

  /**
   * What becomes of one who was told: a flow for it takes them up; else they get the product's own correction, and their loop is open
   * again. Whom nobody knows to have been told is for a person, where no flow takes them.
   */
  private async answer(doc: ImprovementDoc, epoch: number, message: MessageDoc): Promise<'closing' | 'settled'> {
    const since = await this.since(doc, epoch, message);
    if (since) return since;
    // Asked first: a loop that comes to its end after this is found closed by what follows.
    const closing = await this.isClosing(message);
    const taken = await this.takingUp.take(doc, epoch, message);
    if (taken === 'taken') return 'settled';
    if (taken === 'open' && closing) return 'closing';
    if (!isTold(message)) return 'settled';
    const template = await this.template();
    if (template) await this.correct(doc, epoch, message, template);
    const reopened = await this.reopen(message);
    return closing && !reopened ? 'closing' : 'settled';
  }

  /**
   * What came after a message that an earlier retraction was already about: `settled` where its customer was told again or corrected, or
   * a flow still owes the correction; `closing` while something of that is on its way. Null where this retraction is the first to reach them.
   */
  private async since({ _id }: ImprovementDoc, epoch: number, { customer, claim }: MessageDoc): Promise<'closing' | 'settled' | null> {
    if (!claim || claim.epoch >= epoch - 1) return null;
    const between = { $gt: claim.epoch, $lt: epoch };
    const about: QueryFilter<MessageDoc> = { customer, 'claim.improvement': _id, 'claim.epoch': between };
    const later = await this.db.messages
      .find({ ...about, 'claim.purpose': { $in: ['tell', 'correction'] } }, { state: 1, byStep: 1 })
      .lean<Pick<MessageDoc, 'state' | 'byStep'>[]>();
    if (later.some(({ state, byStep }) => state === 'sent' || state === 'unknown' || (byStep && OWED.has(state)))) return 'settled';
    if (later.some(({ state }) => state === 'sending')) return 'closing';
    const owed = { customer, 'takenBack.improvement': _id, 'takenBack.epoch': between, status: 'open' as const };
    return (await this.db.loops.exists(owed)) ? 'settled' : null;
  }

  private stopEarlier(improvement: string, epoch: number): Promise<number> {
    const claims: QueryFilter<MessageDoc> = {
      'claim.improvement': improvement,
      'claim.epoch': { $lt: epoch },
      'claim.purpose': { $ne: 'correction' },
    };
    return stopMessages(this.db, claims, 'recalled', 'improvement-retracted');
  }

  /** What they were told does not hold, so their point is open again: a new generation waits from the beginning. */
  private async reopen({ loop, generation }: MessageDoc): Promise<boolean> {
    const closed = { _id: loop, generation, status: 'closed' as const };
    const now = this.clock.now();
    const again = { status: 'open' as const, closedAs: null, closedAt: null, started: false, openedAt: now };
    const reopened = await this.db.loops.findOneAndUpdate(closed, { $set: again, $inc: { generation: 1 } }).lean<LoopDoc | null>();
    if (reopened) await this.at('reopened');
    return reopened !== null;
  }

  /** Told a moment ago, their loop is on its way to its end: it waits for nothing, or for this message to have left. */
  private async isClosing({ _id, loop, generation, sentAt }: MessageDoc): Promise<boolean> {
    if (!sentAt || this.clock.now().getTime() - sentAt.getTime() > A_MOMENT_MS) return false;
    const parked = await this.db.waits.exists({ loop, generation, state: 'open', keys: { $ne: `message:${_id}` } });
    return parked === null && (await this.db.loops.exists({ _id: loop, generation, status: 'open' })) !== null;
  }

  private page(doc: ImprovementDoc, epoch: number, after: string): Promise<MessageDoc[]> {
    return this.db.messages
      .find({ ...toldBefore(doc, epoch), ...(takesUp(doc, epoch) ? PERHAPS_TOLD : TOLD), _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<MessageDoc[]>()
      .exec();
  }

  private async template(): Promise<TemplateDoc | null> {
    return this.db.templates.findOne({ name: CORRECTION }).sort({ version: -1 }).lean<TemplateDoc | null>();
  }

  /** A correction goes the way its message went, past the cap and the comparison group, never past a stop. */
  private async correct(doc: ImprovementDoc, epoch: number, told: MessageDoc, template: TemplateDoc): Promise<void> {
    const now = this.clock.now();
    const _id = correctionKeyOf(doc._id, epoch, told.customer);
    const row: MessageDoc = {
      ...told,
      _id,
      step: 'correction',
      visit: 1,
      template: template.name,
      templateHash: template._id,
      claim: { improvement: doc._id, revision: doc.revision, epoch, purpose: 'correction', wait: null },
      covers: [told._id],
      state: 'scheduled',
      reason: null,
      detail: null,
      token: null,
      leaseUntil: null,
      handedAt: null,
      stop: null,
      notBefore: now,
      staleAfter: new Date(now.getTime() + TRY_FOR_MS),
      attempts: 0,
      approved: null,
      asked: null,
      content: null,
      via: null,
      sentAt: null,
      settled: null,
      again: false,
      history: [],
      createdAt: now,
    };
    await this.db.messages.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
    await this.at('correction.prepared');
  }
}
