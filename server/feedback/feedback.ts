import { Injectable } from '@nestjs/common';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { FeedbackDoc } from './feedback.schema.ts';
import { shownFeedback } from './shown-feedback.ts';
import type { ShownFeedback } from './shown-feedback.ts';

interface Filters {
  source?: string | undefined;
  externalId?: string | undefined;
  stage?: FeedbackDoc['stage'] | undefined;
  customer?: string | undefined;
}

@Injectable()
export class Feedback {
  constructor(private readonly world: World) {}

  list({ limit, cursor, ...filters }: PageQuery & Filters): Promise<PageOf<ShownFeedback>> {
    const set = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
    return pageOf(this.world.db.feedback, set, 'receivedAt', { limit, cursor }, shownFeedback);
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
