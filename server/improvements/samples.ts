import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { ReadingFor } from '../templates/reading-for.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { messageAhead } from '../why/channel-ahead.ts';
import { Audiences } from './audience.ts';
import type { ImprovementDoc } from './improvement.schema.ts';
import { mostDifferent } from '../messages/most-different.ts';

/** A message beside what its customer said. */
export interface Sample {
  customer: { id: string; name: string | null };
  feedback: { id: string; text: string | null; source: string; occurredAt: Date; language: string | null };
  message: { subject: string; text: string; language: string };
  /** What stands in the message because of this customer: their name, their words, what it is about. */
  facts: string[];
}

const SHOWN = 3;
const READ = 24;
const CLAUSES = /[^.!?…\n]+/gu;
const SHORTEST_QUOTE = 12;

/** The most different messages about an improvement: those that went, before that those that would. */
@Injectable()
export class Samples {
  private readonly published: Published;

  constructor(
    private readonly world: World,
    private readonly audiences: Audiences,
    private readonly readings: ReadingFor,
  ) {
    this.published = new Published(world.db);
  }

  async of(doc: ImprovementDoc): Promise<Sample[]> {
    const sent = await this.sent(doc);
    const all = sent.length > 0 ? sent : await this.ahead(doc);
    return mostDifferent(all, ({ message }) => `${message.subject}\n${message.text}`, SHOWN);
  }

  private async sent(doc: ImprovementDoc): Promise<Sample[]> {
    const messages = await this.world.db.messages
      .find({ 'claim.improvement': doc._id, 'claim.epoch': doc.epoch, 'claim.purpose': { $ne: 'correction' }, state: 'sent' })
      .sort({ createdAt: 1, _id: 1 })
      .limit(READ)
      .lean<MessageDoc[]>();
    const samples = messages.map(async ({ content, loop }) => {
      const row = loop === null ? null : await this.world.db.loops.findById(loop).lean<LoopDoc | null>();
      if (!row || content === null) return null;
      return this.sample(row, doc, { subject: content.subject, text: content.text, language: content.locale });
    });
    return (await Promise.all(samples)).filter((one) => one !== null);
  }

  private async ahead(doc: ImprovementDoc): Promise<Sample[]> {
    const { people } = await this.audiences.of(doc, { limit: 500 });
    const covered = people.flatMap((one) => (one.covered ? one.loops.filter((loop) => loop.covered).slice(0, 1) : []));
    const apart = Math.max(1, Math.floor(covered.length / READ));
    const chosen = covered.filter((_, index) => index % apart === 0).slice(0, READ);
    return (await Promise.all(chosen.map(({ loopId }) => this.would(loopId, doc)))).filter((one) => one !== null);
  }

  /** What this loop's next message would say; null where it would say nothing, or not without a hole in it. */
  private async would(loopId: string, doc: ImprovementDoc): Promise<Sample | null> {
    const { db } = this.world;
    const [loop, wait] = await Promise.all([
      db.loops.findById(loopId).lean<LoopDoc | null>(),
      db.waits.findOne({ loop: loopId, state: 'open', what: 'improvement' }).lean<WaitDoc | null>(),
    ]);
    if (!loop || !wait) return null;
    const plan = await this.published.plan(loop.plan);
    const step = messageAhead(plan, wait.step, doc.state === 'declined' ? 'declined' : 'verified');
    const hash = step && plan.templates[step.template];
    if (!step || !hash) return null;
    const { as, fallback, quote } = step;
    const reading = await this.readings
      .render(await this.published.template(hash), loop.feedback, doc._id, { as, fallback, mayQuote: quote })
      .catch(() => null);
    return reading && this.sample(loop, doc, reading);
  }

  private async sample(loop: LoopDoc, doc: ImprovementDoc, message: Sample['message']): Promise<Sample | null> {
    const { db } = this.world;
    const [customer, feedback, themes] = await Promise.all([
      survivorOf(db, loop.customer),
      db.feedback.findById(loop.feedback).lean<FeedbackDoc | null>(),
      db.themes.find({ _id: { $in: loop.themes.filter((theme) => doc.themes.includes(theme)) } }).lean(),
    ]);
    if (!customer || !feedback) return null;
    const { subject, text, language } = message;
    const nouns = themes.flatMap(({ name, noun }) => [
      name,
      ...Object.values(noun).flatMap(({ singular, plural, mass }) => [singular, plural, mass].filter((form) => form !== undefined)),
    ]);
    const names = customer.name ? [customer.name, ...customer.name.split(/\s+/u)] : [];
    const quotes = (feedback.text?.match(CLAUSES) ?? []).map((clause) => clause.trim()).filter(({ length }) => length >= SHORTEST_QUOTE);
    const written = `${subject}\n${text}`.toLowerCase();
    return {
      customer: { id: customer._id, name: customer.name },
      feedback: {
        id: feedback._id,
        text: feedback.text,
        source: feedback.source,
        occurredAt: feedback.occurredAt,
        language: feedback.language,
      },
      message: { subject, text, language },
      facts: [...new Set([...names, ...quotes, ...nouns])].filter((fact) => fact.length > 1 && written.includes(fact.toLowerCase())),
    };
  }
}
