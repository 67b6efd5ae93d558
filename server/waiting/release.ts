import type { QueryFilter } from 'mongoose';
import { hashOf } from '../storage/ids.ts';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { loadFacts } from '../loops/facts.ts';
import type { Models } from '../storage/models.ts';
import { coversLoop, decidesLoop } from './eligible.ts';
import { hintLoop } from './start-loop.ts';
import { BUCKETS } from './wait.schema.ts';
import type { WaitDoc } from './wait.schema.ts';
import type { Workflows } from './workflows.port.ts';

/** Where a walk stands: bucket, and the last row seen in it. */
export interface Cursor {
  bucket: number;
  after: string;
}

export const START: Cursor = { bucket: 0, after: '' };

/** What a page came to. `stop`: an older walk, or the release is paused or done elsewhere. */
export type Page = { stop: 'superseded' | 'paused' } | { offered: number; next: Cursor | null; inFlight: number };

const PAGE = 200;
const offerName = (improvement: string, revision: number): string => `${improvement}@${String(revision)}`;

/** V1–V3: the walk of one revision of an improvement over the waits it may free. */
export class Releasing {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly workflows: Workflows,
    private readonly at: FaultPoint,
  ) {}

  /** Marks the walk as running; false when this revision is not to be walked (any more). */
  async begin(improvement: string, revision: number): Promise<boolean> {
    const filter: QueryFilter<ImprovementDoc> = {
      _id: improvement,
      'release.revision': revision,
      'release.state': { $in: ['wanted', 'running'] },
    };
    return (await this.db.improvements.updateOne(filter, { $set: { 'release.state': 'running' } })).matchedCount === 1;
  }

  /** V2: offers the improvement to the next open waits it covers, at most `limit`, and only to those. */
  async page(improvement: string, revision: number, cursor: Cursor, limit = PAGE): Promise<Page> {
    const doc = await this.db.improvements.findById(improvement).lean<ImprovementDoc | null>();
    if (!doc || doc.revision !== revision || doc.release?.revision !== revision) return { stop: 'superseded' };
    if (doc.release.state === 'paused') return { stop: 'paused' };
    const { rows, next } = await this.rows(doc, cursor, limit);
    const freed = await this.freed(doc, rows);
    await this.offer(doc, freed);
    return { offered: freed.length, next, inFlight: await this.inFlight(improvement, revision) };
  }

  /** V3: only after a whole walk that offered nothing. */
  async done(improvement: string, revision: number): Promise<void> {
    await this.db.improvements.updateOne(
      { _id: improvement, 'release.revision': revision, 'release.state': 'running' },
      { $set: { 'release.state': 'done' } },
    );
  }

  /** Offered and still open: the pace of a release. */
  async inFlight(improvement: string, revision: number): Promise<number> {
    return this.db.waits.countDocuments({ state: 'open', lastOffer: offerName(improvement, revision) });
  }

  /** The next `limit` rows from the cursor on, through as many buckets as it takes; `next` is null behind the last bucket. */
  private async rows(doc: ImprovementDoc, from: Cursor, limit: number): Promise<{ rows: WaitDoc[]; next: Cursor | null }> {
    const rows: WaitDoc[] = [];
    for (let { bucket, after } = from; bucket < BUCKETS; bucket += 1, after = '') {
      rows.push(...(await this.rowsOfBucket(doc, { bucket, after }, limit - rows.length)));
      const last = rows.at(-1);
      if (last && rows.length === limit) return { rows, next: { bucket, after: last._id } };
    }
    return { rows, next: null };
  }

  private rowsOfBucket(doc: ImprovementDoc, { bucket, after }: Cursor, limit: number): Promise<WaitDoc[]> {
    return this.db.waits
      .find({
        state: 'open',
        keys: { $in: doc.themes.map((theme) => `theme:${theme}`) },
        bucket,
        _id: { $gt: after },
        [`offered.${doc._id}`]: { $not: { $gte: doc.revision } },
      })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<WaitDoc[]>()
      .exec();
  }

  private async freed(doc: ImprovementDoc, rows: WaitDoc[]): Promise<WaitDoc[]> {
    if (rows.length === 0) return [];
    const facts = await loadFacts(
      this.db,
      rows.map((row) => row.loop),
    );
    const now = this.clock.now();
    return rows.filter((row) => {
      const loop = facts.get(row.loop);
      return loop && (coversLoop(doc, loop, row.themes, now) || decidesLoop(doc, loop, row.themes));
    });
  }

  private async offer(doc: ImprovementDoc, rows: WaitDoc[]): Promise<void> {
    await Promise.all(
      rows.map(async (row) => {
        await this.at('V2.before-hint');
        await hintLoop(this.db, this.workflows, row, hashOf(row._id, doc._id, doc.revision));
        await this.at('V2.hinted');
      }),
    );
    if (rows.length === 0) return;
    await this.db.waits.updateMany(
      { _id: { $in: rows.map((row) => row._id) } },
      { $max: { [`offered.${doc._id}`]: doc.revision }, $set: { lastOffer: offerName(doc._id, doc.revision) } },
    );
    await this.at('V2.offered');
  }
}
