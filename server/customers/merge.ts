import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Hints } from '../app/hints.ts';
import { invalid } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { newId } from '../storage/ids.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { CapDoc } from '../telling/message.schema.ts';
import { wantRecheck } from '../waiting/recheck.ts';
import { standing } from './customers.ts';
import type { MergeDoc } from './merge.schema.ts';
import { beforeOf, mergedFacts } from './merged-facts.ts';
import { moveLoops } from './move-loops.ts';
import { shareTells } from './share-tells.ts';
import { setFacts } from './set-facts.ts';
import { shownCustomer } from './shown-customer.ts';
import type { ShownCustomer } from './shown-customer.ts';

/** That two rows are one person, because somebody says so and why. */
@Injectable()
export class Merging {
  constructor(
    private readonly world: World,
    private readonly hints: Hints,
  ) {}

  /** `id` survives: what the other said, waits for and was told is its own from now on. */
  async merge(id: string, given: { other: string; proof: string }, by: string): Promise<ShownCustomer> {
    const { db, connection } = this.world;
    if (id === given.other) throw invalid([{ path: 'other', message: 'this is the same customer: name the other one' }]);
    const merge = await inTransaction(connection, (session) => this.write(id, given, by, session));
    await this.finish(merge);
    this.hints.soon();
    const survivor = await db.customers.findById(id).orFail().lean();
    return shownCustomer(survivor);
  }

  /** A message under way while two were merged may have told one of them just then; it counts for both. */
  async finish({ _id, survivor, other }: MergeDoc): Promise<void> {
    await shareTells(this.world.db, survivor, other);
    await this.world.db.merges.updateOne({ _id }, { $set: { tellsShared: true } });
  }

  /** What a crash left undone. */
  async onApplicationBootstrap(): Promise<void> {
    for (const merge of await this.world.db.merges.find({ tellsShared: false }).lean<MergeDoc[]>()) await this.finish(merge);
  }

  private async write(id: string, { other: otherId, proof }: { other: string; proof: string }, by: string, session: ClientSession) {
    const { db, clock } = this.world;
    const survivor = await standing(db, id, session);
    const other = await standing(db, otherId, session);
    if (survivor.demo !== other.demo) throw invalid([{ path: 'other', message: 'one of the two is invented: the demo meets nobody real' }]);
    const now = clock.now();
    const merge: MergeDoc = {
      _id: newId(),
      survivor: id,
      other: otherId,
      proof,
      by,
      at: now,
      before: beforeOf(survivor),
      tellsShared: false,
      partedAt: null,
    };
    await db.merges.create([merge], { session });
    await setFacts(db, survivor, mergedFacts(survivor, other), session);
    await setFacts(db, other, { mergedInto: id }, session);
    await db.feedback.updateMany({ customer: otherId }, { $set: { customer: id } }, { session });
    await moveLoops(db, { customer: otherId }, id, session);
    await db.messages.updateMany({ customer: otherId }, { $set: { customer: id } }, { session });
    await this.shareCap(id, otherId, session);
    await shareTells(db, id, otherId, session);
    await wantRecheck(db, clock, id, session);
    return merge;
  }

  /** Messages to either count towards the cap of both. */
  private async shareCap(id: string, otherId: string, session: ClientSession): Promise<void> {
    const { caps } = this.world.db;
    const rows = await caps
      .find({ _id: { $in: [id, otherId] } })
      .session(session)
      .lean<CapDoc[]>();
    const taken = rows.flatMap((row) => row.taken).sort((a, b) => a.at.getTime() - b.at.getTime());
    if (taken.length > 0) await caps.updateOne({ _id: id }, { $set: { taken } }, { upsert: true, session });
  }
}
