import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Hints } from '../app/hints.ts';
import { conflict } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { endLoops } from '../entering/end-loops.ts';
import { Standing } from '../entering/standing-themes.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { wantRecheck } from '../waiting/recheck.ts';
import type { CustomerDoc } from './customer.schema.ts';
import { standing } from './customers.ts';
import type { MergeDoc } from './merge.schema.ts';
import { partedFacts } from './merged-facts.ts';
import { moveLoops } from './move-loops.ts';
import { personsOf } from './persons.ts';
import { setFacts } from './set-facts.ts';
import { shownCustomer } from './shown-customer.ts';
import type { ShownCustomer } from './shown-customer.ts';

/** The two as they are now, and how much of what stood with the one went back to the other. */
export interface Parted {
  customer: ShownCustomer;
  other: ShownCustomer;
  moved: { feedback: number; loops: number };
}

/** Undoes a merge: each has again what came by its own number or address. What was told counts for both for good. */
@Injectable()
export class Parting {
  private readonly standing: Standing;

  constructor(
    private readonly world: World,
    private readonly hints: Hints,
  ) {
    this.standing = new Standing(world.db, new Published(world.db));
  }

  async part(id: string, otherId: string): Promise<Parted> {
    const moved = await inTransaction(this.world.connection, (session) => this.write(id, otherId, session));
    this.hints.soon();
    const [customer, other] = await Promise.all(
      [id, otherId].map((one) => this.world.db.customers.findById(one).orFail().lean<CustomerDoc>()),
    );
    return { customer: shownCustomer(customer as CustomerDoc), other: shownCustomer(other as CustomerDoc), moved };
  }

  private async write(id: string, otherId: string, session: ClientSession): Promise<Parted['moved']> {
    const { db, clock } = this.world;
    const survivor = await standing(db, id, session);
    const merge = await db.merges.findOne({ survivor: id, other: otherId, partedAt: null }).session(session).lean<MergeDoc | null>();
    const other = await db.customers.findById(otherId).session(session).lean<CustomerDoc | null>();
    if (!merge || other?.mergedInto !== id) throw conflict('not-merged', 'These two are not merged with one another.');
    await db.merges.updateOne({ _id: merge._id }, { $set: { partedAt: clock.now() } }, { session });
    await setFacts(db, survivor, partedFacts(survivor, other, merge.before), session);
    await setFacts(db, other, { mergedInto: null }, session);
    const theirs = await this.giveBackFeedback(id, otherId, session);
    const loops = await moveLoops(db, { customer: id, feedback: { $in: [...theirs] } }, otherId, session);
    await this.giveBackCorrections(id, otherId, session);
    await this.unjoin(id, otherId, theirs, session);
    for (const one of [id, otherId]) await wantRecheck(db, clock, one, session);
    return { feedback: theirs.size, loops };
  }

  /** Ids of what came by the other's own numbers and addresses. */
  private async giveBackFeedback(id: string, otherId: string, session: ClientSession): Promise<Set<string>> {
    const { feedback } = this.world.db;
    const which = { customer: id, person: { $in: await personsOf(this.world.db, otherId, session) } };
    const docs = await feedback.find(which, { _id: 1 }).session(session).lean();
    await feedback.updateMany(which, { $set: { customer: otherId } }, { session });
    return new Set(docs.map((doc) => doc._id));
  }

  private async giveBackCorrections(id: string, otherId: string, session: ClientSession): Promise<void> {
    const { messages } = this.world.db;
    const loose = await messages
      .find({ customer: id, loop: null }, { covers: 1 })
      .session(session)
      .lean<Pick<MessageDoc, '_id' | 'covers'>[]>();
    for (const { _id, covers } of loose)
      if (covers[0] && (await messages.exists({ _id: covers[0], customer: otherId }).session(session)))
        await messages.updateOne({ _id }, { $set: { customer: otherId } }, { session });
  }

  /** Feedback that joined a loop of the one it no longer belongs to leaves it, and goes to the flows on its own. */
  private async unjoin(id: string, otherId: string, theirs: ReadonlySet<string>, session: ClientSession): Promise<void> {
    const { db, clock } = this.world;
    const open = { customer: { $in: [id, otherId] }, 'joined.0': { $exists: true }, status: { $in: ['open' as const, 'failed' as const] } };
    for (const loop of await db.loops.find(open).session(session).lean<LoopDoc[]>()) {
      const mine = theirs.has(loop.feedback);
      const leaving = loop.joined.filter((one) => theirs.has(one) !== mine);
      if (leaving.length === 0) continue;
      await db.loops.updateOne({ _id: loop._id }, { $pullAll: { joined: leaving } }, { session });
      const anew = { stage: 'tagged' as const, pending: true, lease: null, leaseUntil: null, admitted: [] };
      await db.feedback.updateMany({ _id: { $in: leaving } }, { $set: anew }, { session });
      const own = await db.feedback.findById(loop.feedback).session(session).lean<FeedbackDoc>();
      const { emptied } = own ? await this.standing.look(own, session, 'always') : { emptied: [] };
      await endLoops(db, emptied, 'tags-removed', clock.now(), session);
    }
  }
}
