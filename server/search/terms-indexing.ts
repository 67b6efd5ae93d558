import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { withoutValues } from '../app/log.ts';
import { World } from '../app/world.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { searchTerms } from '../customers/search-terms.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import { hashOf } from '../storage/ids.ts';

const BATCH = 500;
const MARKER = 'customers-found-by:';
/** Raised when `searchTerms` changes what it makes of the same customer. */
const EDITION = 1;

const markerOf = (searchable: readonly string[]): string => `${MARKER}${hashOf(EDITION, ...searchable)}`;

/**
 * Brings what customers are found by up to the house rules: rows from before there was a search, and all of them when `searchable`
 * changes. Every write of a customer keeps its own row; this goes beside them, and gives way.
 */
@Injectable()
export class TermsIndexing implements OnApplicationBootstrap, OnModuleDestroy {
  private running: Promise<void> | null = null;
  private doneFor: string | null = null;
  private ending = false;

  constructor(private readonly world: World) {}

  onApplicationBootstrap(): void {
    this.begin();
  }

  async onModuleDestroy(): Promise<void> {
    this.ending = true;
    await this.running;
  }

  /** Whether every customer is found by what the house rules say now; where not, that is begun. */
  async isComplete(): Promise<boolean> {
    const { searchable } = await houseRules(this.world.db);
    if (this.doneFor === markerOf(searchable)) return true;
    this.begin();
    return false;
  }

  /** Resolves when nothing is being indexed here. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private begin(): void {
    if (this.ending) return;
    this.running ??= this.run()
      .catch((error: unknown) => this.world.log.warn({ indexing: withoutValues(error) }))
      .finally(() => (this.running = null));
  }

  private async run(): Promise<void> {
    const { db, clock } = this.world;
    for (;;) {
      const { searchable } = await houseRules(db);
      const marker = markerOf(searchable);
      if (!(await db.markers.exists({ _id: marker }))) {
        // Rules that held before may hold again: then all is looked at anew.
        await db.markers.deleteMany({ _id: { $regex: `^${MARKER}` } });
        if (!(await this.walk(searchable))) return;
        await db.markers.updateOne({ _id: marker }, { $set: { state: 'done', at: clock.now() } }, { upsert: true });
      }
      this.doneFor = marker;
      if (markerOf((await houseRules(db)).searchable) === marker) return;
    }
  }

  /** False when it was cut short; it begins again then. */
  private async walk(searchable: readonly string[]): Promise<boolean> {
    const { db } = this.world;
    for (let after = ''; !this.ending;) {
      const rows = await db.customers
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(BATCH)
        .lean<CustomerDoc[]>();
      const last = rows.at(-1);
      if (!last) return true;
      await this.write(rows, searchable);
      after = last._id;
    }
    return false;
  }

  /** A row that somebody wrote meanwhile is theirs, and keeps what they found. */
  private async write(rows: readonly CustomerDoc[], searchable: readonly string[]): Promise<void> {
    const writes = rows.flatMap((row) => {
      const terms = searchTerms(row, searchable);
      if (terms.join('\n') === (row.terms ?? []).join('\n')) return [];
      const filter = { _id: row._id, turn: row.turn ?? null };
      return [{ updateOne: { filter, update: { $set: { terms }, $inc: { turn: 1 } } } }];
    });
    if (writes.length > 0) await this.world.db.customers.bulkWrite(writes, { ordered: false });
  }
}
