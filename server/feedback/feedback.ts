import { Injectable } from '@nestjs/common';
import type { Feeling } from '@loopwright/workflows/contract';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { answerableAmong } from './answerable.ts';
import type { FeedbackDoc } from './feedback.schema.ts';
import { shownFeedback } from './shown-feedback.ts';
import type { ShownFeedback } from './shown-feedback.ts';

interface Filters {
  source?: string | undefined;
  externalId?: string | undefined;
  stage?: FeedbackDoc['stage'] | undefined;
  customer?: string | undefined;
  theme?: string | undefined;
  feeling?: Feeling | undefined;
  /** Whether its customer can be written to. */
  answerable?: 'true' | 'false' | undefined;
  /** When they spoke, both ends inclusive. */
  from?: Date | undefined;
  to?: Date | undefined;
}

const AT_A_TIME = 500;
const MOST_LOOKED_AT = 5_000;

@Injectable()
export class Feedback {
  constructor(private readonly world: World) {}

  list({ limit, cursor, answerable, theme, from, to, ...same }: PageQuery & Filters): Promise<PageOf<ShownFeedback>> {
    const between = { ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) };
    const given = Object.entries({ ...same, 'tags.theme': theme }).filter(([, value]) => value !== undefined);
    const filter = { ...Object.fromEntries(given), ...(from || to ? { occurredAt: between } : {}) };
    if (answerable !== undefined) return this.sifted(filter, { limit, cursor }, answerable === 'true');
    return pageOf(this.world.db.feedback, filter, 'receivedAt', { limit, cursor }, shownFeedback);
  }

  /**
   * Whether somebody can be written to stands with the customer: so many are looked through that a page is full, or a bounded number,
   * and `next` goes on from there. A page may hold fewer than were asked for.
   */
  private async sifted(filter: object, { limit, cursor }: PageQuery, wanted: boolean): Promise<PageOf<ShownFeedback>> {
    const { db } = this.world;
    const items: ShownFeedback[] = [];
    let from = cursor;
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_A_TIME) {
      const read = (many: number): Promise<PageOf<FeedbackDoc>> =>
        pageOf(db.feedback, { ...filter }, 'receivedAt', { limit: many, cursor: from }, (doc: FeedbackDoc) => doc);
      const page = await read(AT_A_TIME);
      const good = await answerableAmong(
        db,
        page.items.map(({ customer }) => customer),
      );
      for (const [place, doc] of page.items.entries()) {
        if (good.has(doc.customer) !== wanted) continue;
        items.push(shownFeedback(doc));
        if (items.length === limit) return { items, next: (await read(place + 1)).next };
      }
      if (page.next === null) return { items, next: null };
      from = page.next;
    }
    return { items, next: from ?? null };
  }

  async read(id: string): Promise<ShownFeedback & { loops: string[] }> {
    const doc = await this.world.db.feedback.findById(id).lean<FeedbackDoc | null>();
    if (!doc) throw notFound('a feedback');
    const loops = await this.world.db.loops.find({ $or: [{ feedback: id }, { joined: id }] }, { _id: 1 }).lean();
    return { ...shownFeedback(doc), loops: loops.map((loop) => loop._id) };
  }

  /** A stuck one only; it begins again from its tags. */
  async retry(id: string): Promise<ShownFeedback> {
    const again = { stage: 'tagged' as const, pending: true, failures: 0, failure: null, lease: null, leaseUntil: null };
    const doc = await this.world.db.feedback
      .findOneAndUpdate({ _id: id, stage: 'stuck' }, { $set: again }, { returnDocument: 'after' })
      .lean<FeedbackDoc | null>();
    if (doc) return shownFeedback(doc);
    throw (await this.world.db.feedback.exists({ _id: id }))
      ? conflict('not-stuck', 'This feedback is not stuck.')
      : notFound('a feedback');
  }
}
