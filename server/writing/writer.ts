import { TemplateRefusal, render } from '@loopwright/templates';
import type { Template } from '@loopwright/templates';
import type { StopLinks } from '../channels/stop-link.ts';
import type { Published } from '../flows/plans.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import type { Documents } from '../telling/documents.ts';
import type { ContentDoc, MessageDoc } from '../telling/message.schema.ts';
import type { Writer } from '../telling/writer.port.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { approvedHash } from './content-hash.ts';
import { Gathering } from './gather.ts';
import type { Delivered } from './gather.ts';
import { Others } from './others.ts';

const REMEMBERED = 40;

/** Renders messages from what is true now, in the words their flow's version pinned. */
export class MessageWriter implements Writer {
  private readonly gathering: Gathering;

  constructor(
    private readonly db: Models,
    private readonly published: Published,
    links: StopLinks,
    delivered?: Delivered,
  ) {
    this.gathering = new Gathering(db, published, links, new Others(db), delivered);
  }

  async write(message: MessageDoc, docs: Documents, now: Date): Promise<{ content: ContentDoc } | { refusal: string }> {
    return this.writeIn(await this.published.template(message.templateHash), message, docs, now);
  }

  /** In given words: also how words that nobody published yet would read. */
  async writeIn(
    template: TemplateDoc,
    message: MessageDoc,
    docs: Documents,
    now: Date,
  ): Promise<{ content: ContentDoc } | { refusal: string }> {
    try {
      return { content: await this.render(message, template, docs, now) };
    } catch (error) {
      if (error instanceof TemplateRefusal) return { refusal: error.field === undefined ? error.code : `${error.code}:${error.field}` };
      throw error;
    }
  }

  private async render(message: MessageDoc, template: TemplateDoc, docs: Documents, now: Date): Promise<ContentDoc> {
    const { customer, feedback, improvement, rules } = docs;
    const [facts, had] = await Promise.all([this.gathering.facts(message, template, docs, now), this.phrasesHad(message)]);
    const words: Template = { name: template.name, variants: template.variants };
    const rendered = render(words, facts, {
      locale: customer.locale ?? feedback?.language ?? message.fallback,
      zone: customer.timeZone ?? rules.zone,
      now: now.toISOString(),
      seed: hashOf('seed', customer._id, message.claim?.improvement ?? message._id),
      had,
      quote: message.mayQuote && customer.consent.quote !== false,
      fallback: message.fallback,
    });
    const { subject, text, html, locale, choices, claims, footer } = rendered;
    const hash = approvedHash(template._id, message.claim ? improvement : null, rendered);
    return { subject, text, html, locale, hash, choices, locked: { claims, footer: footer ?? null } };
  }

  /** The phrasings of this customer's earlier messages, oldest first. */
  private async phrasesHad(message: MessageDoc): Promise<string[]> {
    const earlier = await this.db.messages
      .find({ customer: message.customer, state: { $in: ['sent', 'unknown'] }, _id: { $ne: message._id } }, { 'content.choices': 1 })
      .sort({ createdAt: -1 })
      .limit(REMEMBERED)
      .lean<{ content: Pick<ContentDoc, 'choices'> | null }[]>();
    return earlier.toReversed().flatMap(({ content }) => content?.choices ?? []);
  }
}
