import { Injectable } from '@nestjs/common';
import { coverage } from '@loopwright/workflows/contract';
import { notFound, Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { StopLinks } from '../channels/stop-link.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { Published } from '../flows/plans.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { customerFacts, saidOf } from '../loops/facts.ts';
import { freshLoop } from '../loops/fresh-loop.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { hashOf } from '../storage/ids.ts';
import type { Documents } from '../telling/documents.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { coverable } from '../waiting/eligible.ts';
import { knownOf } from '../why/known.ts';
import { themeNames } from '../why/theme-names.ts';
import { words } from '../why/words.ts';
import { MessageWriter } from '../writing/writer.ts';
import type { TemplateDoc } from './template.schema.ts';

/** How a template reads for one real customer. Nothing is stored or sent. */
export interface Reading {
  subject: string;
  text: string;
  html: string | null;
  language: string;
  /** Whether it would be true for them; null where nothing is in hand. */
  holds: { covers: boolean; words: string | null } | null;
}

@Injectable()
export class ReadingFor {
  private readonly writer: MessageWriter;

  constructor(private readonly world: World) {
    const links = new StopLinks(world.secret, world.config.publicUrl);
    this.writer = new MessageWriter(world.db, new Published(world.db), links);
  }

  async render(
    template: TemplateDoc,
    feedbackId: string,
    improvementId: string | undefined,
    step: Partial<Pick<MessageDoc, 'as' | 'fallback' | 'mayQuote'>> = {},
  ): Promise<Reading> {
    const docs = await this.documents(feedbackId, improvementId);
    const now = this.world.clock.now();
    const as = { ...docs, improvement: docs.improvement && asVerified(docs.improvement) };
    const written = await this.writer.writeIn(template, { ...this.message(template, docs, now), ...step }, as, now);
    if ('refusal' in written)
      throw new Refusal(422, 'cannot-render', 'These words cannot be rendered for this customer without a hole in them.', [
        { path: written.refusal.split(':')[1] ?? 'template', message: written.refusal },
      ]);
    const { subject, text, html, locale } = written.content;
    return { subject, text, html, language: locale, holds: await this.holds(docs) };
  }

  private async documents(
    feedbackId: string,
    improvementId: string | undefined,
  ): Promise<Documents & { feedback: FeedbackDoc; loop: LoopDoc }> {
    const { db } = this.world;
    const feedback = await db.feedback.findById(feedbackId).lean<FeedbackDoc | null>();
    const customer = feedback && (await survivorOf(db, feedback.customer));
    if (!customer || customer.erasedAt) throw notFound('a feedback');
    const improvement = improvementId === undefined ? null : await db.improvements.findById(improvementId).lean<ImprovementDoc | null>();
    if (improvementId !== undefined && !improvement) throw notFound('an improvement');
    const stored = await db.loops
      .findOne({ $or: [{ feedback: feedbackId }, { joined: feedbackId }] })
      .sort({ openedAt: -1 })
      .lean<LoopDoc | null>();
    return { customer, feedback, loop: stored ?? loopOf(feedback), improvement, told: null, rules: await houseRules(db) };
  }

  private async holds({ customer, feedback, loop, improvement }: Documents): Promise<Reading['holds']> {
    if (!improvement || !feedback || !loop) return null;
    const said = saidOf({ customer, feedback, loop }, loop.themes);
    const verdict = coverage(coverable(improvement), customerFacts(customer), said, this.world.clock.now());
    if (verdict.covers) return { covers: true, words: null };
    const named = await themeNames(this.world.db, improvement.themes);
    return { covers: false, words: words(verdict.why, knownOf(improvement, named, customer, loop.spokeAt)) };
  }

  private message(template: TemplateDoc, { customer, improvement, loop }: Documents, now: Date): MessageDoc {
    const purpose = improvement?.state === 'declined' ? ('decision' as const) : ('tell' as const);
    const claim = improvement && {
      improvement: improvement._id,
      revision: improvement.revision,
      epoch: improvement.epoch,
      purpose,
      wait: null,
    };
    return {
      _id: hashOf('reading', template._id, customer._id),
      loop: loop?._id ?? null,
      generation: 1,
      step: '',
      visit: 1,
      flow: loop?.flow ?? null,
      version: null,
      customer: customer._id,
      channel: 'email',
      to: null,
      template: template.name,
      templateHash: template._id,
      as: null,
      fallback: 'en',
      mayQuote: true,
      claim,
      state: 'held',
      reason: null,
      detail: null,
      token: null,
      leaseUntil: null,
      handedAt: null,
      stop: null,
      notBefore: now,
      staleAfter: now,
      attempts: 0,
      approved: null,
      content: null,
      via: null,
      covers: [],
      sentAt: null,
      demo: customer.demo,
      createdAt: now,
    };
  }
}

/** Before verifying, people read what verifying would send. */
const asVerified = (doc: ImprovementDoc): ImprovementDoc => (doc.state === 'shipped' ? { ...doc, state: 'verified' } : doc);

/** A feedback that let nobody into a flow reads as its own loop. */
const loopOf = (feedback: FeedbackDoc): LoopDoc => ({
  ...freshLoop({
    flow: '',
    flowKey: '',
    version: 0,
    plan: '',
    feedback: feedback._id,
    customer: feedback.customer,
    themes: feedback.tags.map(({ theme }) => theme),
    spokeAt: feedback.occurredAt,
    openedAt: feedback.receivedAt,
    demo: feedback.demo,
  }),
  _id: feedback._id,
});
