import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { withoutValues } from '../app/log.ts';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { endLoops } from '../entering/end-loops.ts';
import { erasedId } from '../feedback/erased-id.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { newId } from '../storage/ids.ts';
import { inTransaction } from '../storage/transaction.ts';
import { stopMessages } from '../telling/stop.ts';
import { Suppressions } from '../telling/suppression.ts';
import { hintLoop } from '../waiting/start-loop.ts';
import type { CustomerDoc } from './customer.schema.ts';
import { personsOf } from './persons.ts';

export interface Erased {
  id: string;
  erasedAt: Date;
  loopsEnded: number;
  messagesStopped: number;
}

const NOTHING = { text: null, score: null, scoreKind: null, event: null, language: null, attributes: {} };
const NOBODY = {
  externalId: null,
  knownBy: null,
  emails: [],
  name: null,
  locale: null,
  timeZone: null,
  attributes: {},
  attributesAt: {},
  factsAt: {},
  consent: {},
  terms: [],
};

/** Erases a person: what they said and who they were goes; opaque rows stay so that nothing is told twice, and the address is never used again. */
@Injectable()
export class Erasing {
  private readonly suppressions: Suppressions;

  constructor(private readonly world: World) {
    this.suppressions = new Suppressions(world.db, world.secret);
  }

  async erase(id: string): Promise<Erased> {
    const { db, clock, connection } = this.world;
    const row = await db.customers.findById(id).lean<CustomerDoc | null>();
    if (!row) throw notFound('a customer');
    if (row.mergedInto)
      throw conflict('merged', 'This row was merged into another customer; erase that one.', { survivor: row.mergedInto });
    const now = row.erasedAt ?? clock.now();
    const { persons, loops } = await inTransaction(connection, (session) => this.write(id, now, session));
    const messagesStopped = await stopMessages(db, { customer: { $in: persons } }, 'withheld', 'erased');
    await this.blankMessages(persons);
    for (const loop of loops) await this.hint(loop);
    return { id, erasedAt: now, loopsEnded: loops.length, messagesStopped };
  }

  private async write(id: string, now: Date, session: ClientSession): Promise<{ persons: string[]; loops: LoopDoc[] }> {
    const { db } = this.world;
    const persons = await personsOf(db, id, session);
    const those = { $in: persons };
    const rows = await db.customers.find({ _id: those }).session(session).lean<CustomerDoc[]>();
    // Kept before the commit and outside it: an erasing that fails here leaves at worst an address that is not written to.
    for (const email of rows.flatMap((row) => [...row.emails, ...(row.knownBy ? [row.knownBy] : [])]))
      await this.suppressions.add(email, 'erased', now);
    await db.customers.updateMany({ _id: those }, { $set: { ...NOBODY, erasedAt: now }, $inc: { turn: 1 } }, { session });
    await db.merges.updateMany({ $or: [{ survivor: those }, { other: those }] }, { $set: { before: {}, proof: 'erased' } }, { session });
    await this.blankFeedback(persons, session);
    const loops = await db.loops
      .find({ customer: those, status: { $in: ['open', 'failed'] } })
      .session(session)
      .lean<LoopDoc[]>();
    await endLoops(db, loops, 'erased', now, session);
    await this.blankMessages(persons, session);
    return { persons, loops };
  }

  private async blankFeedback(persons: string[], session: ClientSession): Promise<void> {
    const { feedback } = this.world.db;
    const docs = await feedback
      .find({ customer: { $in: persons }, externalId: { $not: /^erased:/ } }, { source: 1, externalId: 1 })
      .session(session)
      .lean<Pick<FeedbackDoc, '_id' | 'source' | 'externalId'>[]>();
    const rest = { pending: false, lease: null, leaseUntil: null, admitted: [] };
    const writes = docs.map(({ _id, source, externalId }) => ({
      updateOne: {
        filter: { _id },
        update: { $set: { ...NOTHING, ...rest, externalId: erasedId(this.world.secret, source, externalId) } },
      },
    }));
    if (writes.length > 0) await feedback.bulkWrite(writes, { session, ordered: false });
  }

  private async blankMessages(persons: string[], session?: ClientSession): Promise<void> {
    const blank = { to: null, content: null };
    const theirs = { customer: { $in: persons } };
    const within = session ? { session } : {};
    await this.world.db.messages.updateMany(theirs, { $set: blank }, within);
    await this.blankNotes(theirs, within);
  }

  /** What colleagues wrote about them. */
  private async blankNotes(theirs: { customer: { $in: string[] } }, within: { session?: ClientSession }): Promise<void> {
    const { messages, loops, tasks, replies } = this.world.db;
    const written = { $type: 'string' as const };
    await messages.updateMany({ ...theirs, 'settled.note': written }, { $set: { 'settled.note': null } }, within);
    await messages.updateMany({ ...theirs, 'history.note': written }, { $set: { 'history.$[].note': null } }, within);
    const ofLoops = { loop: { $in: await loops.distinct('_id', theirs).session(within.session ?? null) } };
    await replies.updateMany({ ...ofLoops, text: written }, { $set: { text: null } }, within);
    await tasks.updateMany({ ...ofLoops, text: /^They answered: / }, { $set: { text: 'What they answered was erased.' } }, within);
    await tasks.updateMany({ ...ofLoops, how: written }, { $set: { how: null } }, within);
    await loops.updateMany({ ...theirs, 'answered.note': written }, { $set: { 'answered.note': null } }, within);
  }

  private async hint(loop: LoopDoc): Promise<void> {
    await hintLoop(this.world.db, this.world.workflows, { loop: loop._id, generation: loop.generation }, newId()).catch(
      (error: unknown) => {
        this.world.log.warn({ hint: withoutValues(error) });
      },
    );
  }
}
