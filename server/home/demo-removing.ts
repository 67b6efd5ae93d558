import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongoose';
import { conflict } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { demoTeams } from '../demo/teams.ts';
import { inLanes } from '../entering/lanes.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import { stopMessages } from '../telling/stop.ts';

/** How many documents went, by collection. */
export interface Removed {
  removed: Record<string, number>;
}

type Name = keyof Models;

const MARKER = 'demo';
const BATCH = 500;
const LANES = 16;
/** Removed after what hangs on them. Sources stand last: while there is one, the demo is not gone. */
const WITH_OTHERS: readonly Name[] = ['feedback', 'loops', 'customers', 'flows'];
const LAST: Name = 'sources';

/**
 * Ends the demo for good: first nothing of it comes in or leaves, then its loops end, then everything that is marked as invented goes,
 * each thing after what hangs on it. One that was cut short is finished by asking again.
 */
@Injectable()
export class DemoRemoving {
  constructor(private readonly world: World) {}

  async remove(): Promise<Removed> {
    const { db, clock } = this.world;
    if ((await db.markers.findById(MARKER).lean())?.state === 'begun')
      throw conflict('demo-loading', 'The demo is still being loaded: wait until /api/ready says that it is there.');
    await db.markers.updateOne({ _id: MARKER }, { $set: { state: 'removed', at: clock.now() } }, { upsert: true });
    await db.flows.updateMany({ demo: true }, { $set: { pausedEntry: true, pausedSending: true } });
    const count = new Counting(db);
    await count.each('feedback', { demo: true }, () => Promise.resolve());
    await count.each('loops', { demo: true }, (ids) => this.endLoops(ids, count));
    await count.each('customers', { demo: true }, (ids) => forgetCustomers(ids, count));
    await count.each('flows', { demo: true }, (ids) => this.forgetFlows(ids, count));
    const rest = (Object.keys(db) as Name[]).filter((name) => 'demo' in db[name].schema.paths && !WITH_OTHERS.includes(name));
    for (const name of [...rest.filter((name) => name !== LAST), LAST]) await count.each(name, { demo: true }, () => Promise.resolve());
    await this.removeTeams(count);
    return { removed: count.removed };
  }

  /** The fact, their messages, their workflows; only then what they wrote. */
  private async endLoops(ids: string[], count: Counting): Promise<void> {
    const { db, clock, workflows } = this.world;
    const those = { $in: ids };
    const over = { status: 'ended' as const, reasonCode: 'flow-stopped', closedAt: clock.now() };
    await db.loops.updateMany({ _id: those, status: { $in: ['open', 'failed'] } }, { $set: over });
    await stopMessages(db, { loop: those }, 'stopped', 'loop-over');
    const loops = await db.loops.find({ _id: those }, { generation: 1 }).lean<Pick<LoopDoc, '_id' | 'generation'>[]>();
    await inLanes(loops, LANES, ({ _id: loop, generation }) => workflows.end({ loop, generation }));
    for (const name of ['waits', 'trail', 'entries', 'calls', 'notices', 'tasks', 'replies', 'messages'] as const)
      await count.all(name, { loop: those });
  }

  private async forgetFlows(ids: string[], count: Counting): Promise<void> {
    const { db } = this.world;
    const of = { flow: { $in: ids } };
    const plans = await db.versions.distinct('plan', of);
    const shared = await db.versions.distinct('plan', { plan: { $in: plans }, flow: { $nin: ids } });
    await count.all('plans', { _id: { $in: plans.filter((plan) => !shared.includes(plan)) } });
    await count.all('versions', of);
    await count.all('drafts', of);
  }

  /** Teams carry no mark: the demo's own go, unless a flow of somebody's tells them. */
  private async removeTeams(count: Counting): Promise<void> {
    const { flows, versions } = this.world.db;
    const trees = [await flows.find({}, { draft: 1 }).lean<object[]>(), await versions.find({}, { tree: 1 }).lean<object[]>()];
    const written = JSON.stringify(trees);
    const keys = demoTeams.map(({ key }) => key).filter((key) => !written.includes(JSON.stringify(key)));
    await count.all('teams', { _id: { $in: keys } });
  }
}

async function forgetCustomers(ids: string[], count: Counting): Promise<void> {
  const those = { $in: ids };
  for (const name of ['tells', 'compared', 'entries', 'rechecks', 'messages'] as const) await count.all(name, { customer: those });
  await count.all('merges', { $or: [{ survivor: those }, { other: those }] });
  await count.all('caps', { _id: those });
}

/** Deletes and counts. */
class Counting {
  readonly removed: Record<string, number> = {};

  constructor(private readonly db: Models) {}

  /** A batch at a time, each after what hangs on it. */
  async each(name: Name, which: object, before: (ids: string[]) => Promise<void>): Promise<void> {
    const collection: Collection = this.db[name].collection;
    for (;;) {
      const rows = await collection
        .find(which, { projection: { _id: 1 } })
        .limit(BATCH)
        .toArray();
      if (rows.length === 0) return;
      const ids = rows.map(({ _id }) => _id as unknown as string);
      await before(ids);
      await this.all(name, { _id: { $in: ids } });
    }
  }

  async all(name: Name, which: object): Promise<void> {
    const { deletedCount } = await this.db[name].collection.deleteMany(which);
    if (deletedCount > 0) this.removed[name] = (this.removed[name] ?? 0) + deletedCount;
  }
}
