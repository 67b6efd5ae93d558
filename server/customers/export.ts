import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { Suppressions } from '../telling/suppression.ts';
import { personOf } from '../why/person.ts';

/** Everything kept about one person, as it is stored. */
export interface Exported {
  exportedAt: Date;
  id: string;
  /** Of their addresses those that are never written to. */
  stoppedAddresses: string[];
  /** By collection. */
  kept: Record<string, object[]>;
}

/** What carries out the work and says nothing about the person. */
const INTERNAL = ['token', 'lease', 'leaseUntil', 'turn', 'bucket', 'checkpoint', 'stop'];
const hidden = Object.fromEntries(INTERNAL.map((name) => [name, 0]));

@Injectable()
export class Exporting {
  private readonly suppressions: Suppressions;

  constructor(private readonly world: World) {
    this.suppressions = new Suppressions(world.db, world.secret);
  }

  async of(customerId: string): Promise<Exported> {
    const { db, clock } = this.world;
    const { customer, ids } = await personOf(db, customerId);
    const theirs = { customer: { $in: ids } };
    const loops = await db.loops.find(theirs, { _id: 1 }).lean<{ _id: string }[]>();
    const ofLoops = { loop: { $in: loops.map(({ _id }) => _id) } };
    const where = {
      customers: { _id: { $in: ids } },
      merges: { $or: [{ survivor: { $in: ids } }, { other: { $in: ids } }] },
      feedback: theirs,
      loops: theirs,
      trail: ofLoops,
      waits: theirs,
      entries: theirs,
      messages: theirs,
      tells: theirs,
      compared: theirs,
      caps: { _id: { $in: ids } },
      calls: ofLoops,
      notices: ofLoops,
      tasks: ofLoops,
      replies: ofLoops,
    };
    const read = async ([name, filter]: [string, object]): Promise<[string, object[]]> => {
      const { collection } = db[name as keyof typeof where];
      return [name, await collection.find(filter, { projection: hidden }).sort({ _id: 1 }).toArray()];
    };
    const stopped = await this.suppressions.among(customer.emails);
    const kept = Object.fromEntries(await Promise.all(Object.entries(where).map(read)));
    return { exportedAt: clock.now(), id: customer._id, stoppedAddresses: [...stopped], kept };
  }
}
