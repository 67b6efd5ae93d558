import type { ClientSession } from 'mongoose';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { EnterWorld } from './enter-world.ts';
import { EntryBook } from './entry-book.ts';
import type { LiveFlow } from './live-flows.ts';
import { writeEntries } from './write-entries.ts';

/** `opened` have a workflow to be started; `left` was not entered: its customer was merged or erased, or somebody else holds it now. */
export interface Looped {
  opened: LoopDoc[];
  left: FeedbackDoc[];
}

/** matched → looped, several feedback in one transaction: their loops and entries, or nothing of it. */
export class Looping {
  private readonly published: Published;

  constructor(private readonly world: EnterWorld) {
    this.published = new Published(world.db);
  }

  async enter(docs: readonly FeedbackDoc[], token: string, flows: ReadonlyMap<string, LiveFlow>): Promise<Looped> {
    const { connection, at } = this.world;
    const looped = await inTransaction(connection, (session) => this.work(docs, token, flows, session), 'again');
    await at('E4.entered');
    return looped;
  }

  private async work(
    docs: readonly FeedbackDoc[],
    token: string,
    flows: ReadonlyMap<string, LiveFlow>,
    session: ClientSession,
  ): Promise<Looped> {
    const { db, clock } = this.world;
    const now = clock.now();
    const alive = await this.hold(docs, session);
    const mine = await this.mine(docs, token, session);
    const ours = docs.filter((doc) => alive.has(doc.customer) && mine.has(doc._id)).sort(bySaid);
    const book = await EntryBook.read(db, ours, now, session);
    for (const doc of ours)
      for (const { flow, themes } of doc.admitted) {
        const live = flows.get(flow);
        if (live) book.enter(doc, live, themes);
      }
    await writeEntries(db, this.published, book, now, session);
    const done = { stage: 'looped' as const, pending: false, lease: null, leaseUntil: null, failures: 0, failure: null };
    await db.feedback.updateMany({ _id: { $in: ours.map((doc) => doc._id) } }, { $set: done }, { session });
    return { opened: [...book.opened, ...book.reopened], left: docs.filter((doc) => !ours.includes(doc)) };
  }

  /** Touches the customers, so that a merge or an erasing beside this makes one of the two start again. */
  private async hold(docs: readonly FeedbackDoc[], session: ClientSession): Promise<Set<string>> {
    const { db } = this.world;
    const ids = [...new Set(docs.map((doc) => doc.customer))].sort();
    const standing = { _id: { $in: ids }, mergedInto: null, erasedAt: null };
    const alive = await db.customers.find(standing, { _id: 1 }).session(session).lean();
    await db.customers.updateMany({ _id: { $in: alive.map((one) => one._id) } }, { $inc: { turn: 1 } }, { session });
    return new Set(alive.map((one) => one._id));
  }

  /** Those we still hold the lease of, unchanged since we matched them. */
  private async mine(docs: readonly FeedbackDoc[], token: string, session: ClientSession): Promise<Set<string>> {
    const held = { _id: { $in: docs.map((doc) => doc._id) }, lease: token, stage: 'matched' as const };
    const found = await this.world.db.feedback.find(held, { customer: 1 }).session(session).lean();
    const customers = new Map(found.map((one) => [one._id, one.customer]));
    return new Set(docs.filter((doc) => customers.get(doc._id) === doc.customer).map((doc) => doc._id));
  }
}

const bySaid = (a: FeedbackDoc, b: FeedbackDoc): number => a.occurredAt.getTime() - b.occurredAt.getTime() || (a._id < b._id ? -1 : 1);
