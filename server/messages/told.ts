import { Injectable } from '@nestjs/common';
import type { Clause } from '@loopwright/workflows/contract';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { World } from '../app/world.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { personOf } from '../why/person.ts';

/** One thing a customer was told, for a feed in the company's own app. */
export interface Told {
  messageId: string;
  at: Date;
  subject: string;
  text: string;
  improvement: { id: string; title: string; change: Clause; seeAt: string | null } | null;
  /** It was told and does not hold any more. */
  takenBack: boolean;
}

@Injectable()
export class ToldFeed {
  constructor(private readonly world: World) {}

  async of(customer: string, query: PageQuery): Promise<PageOf<Told>> {
    const { db } = this.world;
    const { ids } = await personOf(db, customer);
    const page = await pageOf(db.messages, { customer: { $in: ids }, state: 'sent' }, 'createdAt', query, (doc: MessageDoc) => doc);
    const docs = await db.improvements
      .find({ _id: { $in: page.items.flatMap(({ claim }) => claim?.improvement ?? []) } })
      .lean<ImprovementDoc[]>();
    const improvementOf = new Map(docs.map((doc) => [doc._id, doc]));
    return {
      items: page.items.map((message) => told(message, improvementOf.get(message.claim?.improvement ?? '') ?? null)),
      next: page.next,
    };
  }
}

const told = (message: MessageDoc, doc: ImprovementDoc | null): Told => ({
  messageId: message._id,
  at: message.sentAt ?? message.createdAt,
  subject: message.content?.subject ?? '',
  text: message.content?.text ?? '',
  improvement: doc && { id: doc._id, title: doc.title, change: doc.change, seeAt: doc.seeAt },
  takenBack: message.claim?.purpose === 'tell' && doc !== null && message.claim.epoch < doc.epoch,
});
