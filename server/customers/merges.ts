import { Injectable } from '@nestjs/common';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { CustomerDoc } from './customer.schema.ts';
import type { MergeDoc } from './merge.schema.ts';
import { shownCustomer } from './shown-customer.ts';
import type { ShownCustomer } from './shown-customer.ts';

/** Somebody who is this person too, on whose word and by what proof. */
export interface ShownMerge {
  other: ShownCustomer;
  proof: string;
  by: string;
  at: Date;
}

@Injectable()
export class Merges {
  constructor(private readonly world: World) {}

  /** Those that can be parted again, the latest first. */
  async of(id: string, query: PageQuery): Promise<PageOf<ShownMerge>> {
    const { db } = this.world;
    if (!(await db.customers.exists({ _id: id }))) throw notFound('a customer');
    const { items, next } = await pageOf(db.merges, { survivor: id, partedAt: null }, 'at', query, (doc: MergeDoc) => doc);
    const others = await db.customers.find({ _id: { $in: items.map(({ other }) => other) } }).lean<CustomerDoc[]>();
    const byId = new Map(others.map((one) => [one._id, one]));
    const shown = items.flatMap(({ other, proof, by, at }) => {
      const doc = byId.get(other);
      return doc ? [{ other: shownCustomer(doc), proof, by, at }] : [];
    });
    return { items: shown, next };
  }
}
