import { Entry } from '@loopwright/workflows/contract';
import type { EnterWorld } from '../entering/enter-world.ts';
import type { FlowDoc, VersionDoc } from './flow.schema.ts';
import { saidAlready } from './sheet/said-already.ts';
import type { Already } from './sheet/said-already.ts';

type Admitting = Pick<FlowDoc, '_id' | 'demo' | 'firstPublishedAt'> & { admitting: NonNullable<FlowDoc['admitting']> };

/**
 * “Start now”: a version whose entry reaches back lets in what was said before it, and nothing but that flow does. A page at a time;
 * where it has come to stands with the flow. A feedback that is inside already stays as it is, so pages may be repeated.
 */
export class StartNow {
  constructor(private readonly world: Pick<EnterWorld, 'db' | 'clock'>) {}

  /** One page for each flow; how much feedback was sent on its way. While nobody new is let in, it waits. */
  async pump(): Promise<number> {
    const flows = await this.world.db.flows
      .find({ 'admitting.version': { $gt: 0 }, pausedEntry: false }, { demo: 1, firstPublishedAt: 1, admitting: 1 })
      .lean<Admitting[]>();
    let done = 0;
    for (const flow of flows) done += await this.page(flow);
    return done;
  }

  private async page(flow: Admitting): Promise<number> {
    const { db, clock } = this.world;
    const { version, after } = flow.admitting;
    const row = await db.versions.findById(`${flow._id}/${String(version)}`, { 'tree.entry': 1 }).lean<Pick<VersionDoc, 'tree'> | null>();
    const entry = Entry.safeParse(row?.tree.entry ?? {});
    const asked = { id: flow._id, demo: flow.demo, firstPublishedAt: flow.firstPublishedAt ?? clock.now() };
    if (entry.success && entry.data.since !== 'publishing')
      for await (const found of saidAlready(db, { ...asked, entry: entry.data }, clock.now(), after)) {
        const last = found.at(-1);
        if (!last) continue;
        await this.admit(flow._id, found);
        await db.flows.updateOne({ _id: flow._id, 'admitting.version': version }, { $set: { 'admitting.after': last.feedback._id } });
        return found.length;
      }
    await db.flows.updateOne({ _id: flow._id, 'admitting.version': version }, { $set: { admitting: null } });
    return 0;
  }

  private async admit(flow: string, found: readonly Already[]): Promise<void> {
    const on = { stage: 'matched' as const, pending: true, lease: null, leaseUntil: null, failures: 0, failure: null };
    await this.world.db.feedback.bulkWrite(
      found.map(({ feedback: { _id, customer }, themes }) => ({
        updateOne: {
          filter: { _id, customer, pending: false },
          update: { $set: { ...on, admitted: [{ flow, themes }] } },
        },
      })),
      { ordered: false },
    );
  }
}
