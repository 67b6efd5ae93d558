import { Injectable } from '@nestjs/common';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { notFound } from '../app/refusal.ts';
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
}
