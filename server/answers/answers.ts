import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { ReplyDoc } from './reply.schema.ts';

export interface ShownAnswer {
  id: string;
  messageId: string;
  loopId: string;
  customerId: string | null;
  /** What was answered: its subject. */
  subject: string | null;
  says: string;
  text: string | null;
  at: Date;
  late: boolean;
  readBy: string | null;
}

@Injectable()
export class Answers {
  constructor(private readonly world: World) {}

  async list(filter: QueryFilter<ReplyDoc>, query: PageQuery): Promise<PageOf<ShownAnswer>> {
    const page = await pageOf(this.world.db.replies, filter, 'at', query, (doc: ReplyDoc) => doc);
    return { items: await this.shown(page.items), next: page.next };
  }

  /** Somebody has read what came late. Again changes nothing. */
  async read(id: string, by: string): Promise<ShownAnswer> {
    const { db, clock } = this.world;
    await db.replies.updateOne({ _id: id, readBy: null }, { $set: { readBy: by, readAt: clock.now() } });
    const doc = await db.replies.findById(id).lean<ReplyDoc | null>();
    const [shown] = doc ? await this.shown([doc]) : [];
    if (!shown) throw notFound('an answer');
    return shown;
  }

  private async shown(docs: readonly ReplyDoc[]): Promise<ShownAnswer[]> {
    const messages = await this.world.db.messages
      .find({ _id: { $in: docs.map(({ message }) => message) } }, { customer: 1, 'content.subject': 1 })
      .lean<Pick<MessageDoc, '_id' | 'customer' | 'content'>[]>();
    const byId = new Map(messages.map((one) => [one._id, one]));
    return docs.map(({ _id, message, loop, says, text, at, late, readBy }) => ({
      id: _id,
      messageId: message,
      loopId: loop,
      customerId: byId.get(message)?.customer ?? null,
      subject: byId.get(message)?.content?.subject ?? null,
      says,
      text,
      at,
      late,
      readBy,
    }));
  }
}
