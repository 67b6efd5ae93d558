import type { ActCall, Ahead } from '@loopwright/workflows/ports';
import { milliseconds } from '@loopwright/workflows/contract';
import type { Channel } from '@loopwright/workflows/contract';
import type { Clock } from '../clock.ts';
import type { Published } from '../flows/plans.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { LoopDoc, TakenBackDoc } from '../loops/loop.schema.ts';
import { openLoop } from '../loops/standing.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { Models } from '../storage/models.ts';
import { correctsIn } from '../templates/shelf.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { sendKeyOf } from './keys.ts';
import type { ClaimDoc, MessageDoc } from './message.schema.ts';
import { documentsOf } from './documents.ts';
import type { Writer } from './writer.port.ts';

/** The lowered settings of a send-message step. */
export interface SendConfig {
  template: string;
  channel: Channel;
  as: string | null;
  fallback: string;
  quote: boolean;
  tryForMs: number;
}

/** What asking for approval adds to a message. */
type Asking = Required<Pick<MessageDoc, 'asked' | 'staleAfter'>>;

/** L1: writes the message of a step visit once, scheduled or held for a look. */
export class Preparing {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly published: Published,
    private readonly writer: Writer,
  ) {}

  /** The sendKey of the message, prepared now or before; null when its loop is not open any more. */
  async prepare(call: ActCall): Promise<string | null> {
    const sendKey = sendKeyOf(call.loop, call.generation, call.step, call.visit);
    if (await this.db.messages.exists({ _id: sendKey })) return sendKey;
    const loop = await this.db.loops.findOne({ _id: call.loop, generation: call.generation, status: 'open' }).lean<LoopDoc | null>();
    if (!loop) return null;
    const message = await this.row(call, loop, sendKey);
    if (await this.wasNotApproved(call)) {
      await this.store({ ...message, state: 'withheld', reason: 'stopped-by-a-person' });
      return sendKey;
    }
    await this.store((await this.waitsForALook(loop, sendKey)) ? await this.hold(message, message.createdAt) : message);
    return sendKey;
  }

  /** The message ahead of a step that asks for approval: written now, to be looked at, and found again when its own step is reached. */
  async prepareAsked(call: ActCall, ahead: Ahead, asked: (message: MessageDoc) => Promise<Asking>): Promise<string | null> {
    const sendKey = sendKeyOf(call.loop, call.generation, ahead.step, ahead.visit);
    if (await this.db.messages.exists({ _id: sendKey })) return sendKey;
    const loop = await openLoop(this.db, call);
    if (!loop) return null;
    const config = (await this.published.plan(loop.plan)).steps[ahead.step]?.config;
    if (!config) throw new Error('step-missing');
    const message = await this.row({ ...call, ...ahead, config }, loop, sendKey);
    await this.store(await this.hold({ ...message, ...(await asked(message)) }, message.createdAt));
    return sendKey;
  }

  /** Its last visit was to be approved and was not: whatever way leads here now, no answer is not a yes. */
  private async wasNotApproved({ loop, generation, step, visit }: ActCall): Promise<boolean> {
    if (visit === 1) return false;
    const before = {
      _id: sendKeyOf(loop, generation, step, visit - 1),
      asked: { $ne: null },
      state: { $in: ['stopped', 'withheld'] as const },
    };
    return (
      (await this.db.messages.exists({ ...before, reason: { $in: ['stale', 'stopped-by-a-person'] }, handedAt: null, approved: null })) !==
      null
    );
  }

  private async store(message: MessageDoc): Promise<void> {
    try {
      await this.db.messages.create(message);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  private async row(call: ActCall, loop: LoopDoc, sendKey: string): Promise<MessageDoc> {
    const config = call.config as unknown as SendConfig;
    const now = this.clock.now();
    const plan = await this.published.plan(loop.plan);
    const templateHash = plan.templates[config.template];
    if (!templateHash) throw new Error('template-not-pinned');
    const template = await this.published.template(templateHash);
    const rules = await houseRules(this.db);
    const correction = loop.takenBack && correctsIn(template) ? await this.correction(loop.takenBack) : null;
    return {
      _id: sendKey,
      loop: loop._id,
      generation: loop.generation,
      step: call.step,
      visit: call.visit,
      flow: loop.flow,
      version: loop.version,
      customer: loop.customer,
      channel: config.channel,
      to: null,
      template: config.template,
      templateHash,
      as: config.as,
      fallback: config.fallback,
      mayQuote: config.quote,
      claim: correction ?? (await this.claim(call, template)),
      byStep: correction !== null,
      state: 'scheduled',
      reason: null,
      detail: null,
      token: null,
      leaseUntil: null,
      handedAt: null,
      stop: null,
      notBefore: new Date(now.getTime() + milliseconds(rules.sendDelay)),
      staleAfter: new Date(now.getTime() + config.tryForMs),
      attempts: 0,
      approved: null,
      content: null,
      via: null,
      covers: loop.takenBack && correction ? [loop.takenBack.message] : [],
      sentAt: null,
      demo: loop.demo,
      createdAt: now,
    };
  }

  private async claim(call: ActCall, template: TemplateDoc): Promise<ClaimDoc | null> {
    const { hand } = call;
    const purpose = template.claims ? 'tell' : template.decides ? 'decision' : null;
    if (!hand || !purpose) return null;
    const improvement = await this.db.improvements.findById(hand.improvement).lean<ImprovementDoc | null>();
    const wait = `${call.loop}#${String(call.generation)}#${hand.wait}#${String(hand.visit)}`;
    return { improvement: hand.improvement, revision: hand.revision, epoch: improvement?.epoch ?? 0, purpose, wait };
  }

  /** What was taken back needs no wait to put it in hand: its loop began with it. */
  private async correction({ improvement, epoch }: TakenBackDoc): Promise<ClaimDoc> {
    const doc = await this.db.improvements.findById(improvement, { revision: 1 }).lean<Pick<ImprovementDoc, 'revision'> | null>();
    return { improvement, revision: doc?.revision ?? 0, epoch, purpose: 'correction', wait: null };
  }

  /** The first messages of a publication wait for a look; asking again for the same message answers the same. */
  private async waitsForALook(loop: LoopDoc, sendKey: string): Promise<boolean> {
    const _id = `${loop.flow}/${String(loop.version)}`;
    if ((await this.published.edition(_id)).hold === 0) return false;
    const version = await this.db.versions.findById(_id, { hold: 1, held: 1 }).lean<{ hold: number; held: string[] } | null>();
    if (!version) return false;
    if (version.held.includes(sendKey)) return true;
    if (version.held.length >= version.hold) return false;
    const free = { _id, held: { $ne: sendKey }, [`held.${String(version.hold - 1)}`]: { $exists: false } };
    const taken = await this.db.versions.updateOne(free, { $push: { held: sendKey } });
    return taken.modifiedCount === 1 || (await this.db.versions.exists({ _id, held: sendKey })) !== null;
  }

  private async hold(message: MessageDoc, now: Date): Promise<MessageDoc> {
    const docs = await documentsOf(this.db, message);
    if (!docs) return { ...message, state: 'withheld', reason: 'erased' };
    const written = await this.writer.write(message, docs, now);
    if ('refusal' in written) return { ...message, state: 'withheld', reason: 'cannot-render', detail: written.refusal };
    return { ...message, state: 'held', reason: 'waits-for-a-look', content: written.content };
  }
}
