import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Hints } from '../app/hints.ts';
import { World } from '../app/world.ts';
import { Identities } from '../customers/identity.ts';
import { Metrics } from '../health/metrics.ts';
import { Sources } from '../sources/sources.ts';
import { native } from '../storage/native.ts';
import { inTransaction } from '../storage/transaction.ts';
import { newFeedback } from './new-feedback.ts';
import type { FeedbackDoc } from './feedback.schema.ts';
import { readRow, TOO_MANY_ATTRIBUTES, unknownThemes } from './row.ts';
import type { Rejected, Row } from './row.ts';
import { Stored, keyOf } from './stored.ts';
import { Unreadable } from './unreadable.ts';

/** How rows come in. `history`: stored only, starts no loops. */
export interface Manner {
  demo: boolean;
  history: boolean;
}

/** One object of a batch, and its place in what was sent. */
export interface Item {
  index: number;
  value: unknown;
}

/** What became of a batch: for each row in order its feedback's id, or null where it was rejected. */
export interface Taken {
  accepted: number;
  duplicates: number;
  rejected: Rejected[];
  ids: (string | null)[];
}

/** Takes feedback in: all of a batch that can be is stored with its customers in one transaction, or nothing is. */
@Injectable()
export class Ingest {
  private readonly stored: Stored;

  constructor(
    private readonly world: World,
    private readonly sources: Sources,
    private readonly hints: Hints,
    private readonly metrics: Metrics,
  ) {
    this.stored = new Stored(world.db, world.secret);
  }

  async take(items: readonly Item[], manner: Manner): Promise<Taken> {
    const now = this.world.clock.now();
    const read = items.map(({ index, value }) => (value instanceof Unreadable ? value.at(index) : readRow(value, index, now)));
    const rejected = read.filter((row) => 'problems' in row);
    const rows = await this.knownThemes(
      read.filter((row) => 'input' in row),
      manner,
      rejected,
    );
    const { ids, fresh, refused, rechecks } = await this.store(rows, manner, now);
    rejected.push(...refused);
    if (rechecks > 0) this.hints.soon();
    const taken = {
      accepted: fresh,
      duplicates: rows.length - refused.length - fresh,
      rejected: rejected.sort((a, b) => a.index - b.index),
    };
    this.count(taken);
    return { ...taken, ids: read.map((row) => ids.get(row.index) ?? null) };
  }

  private async store(rows: Row[], manner: Manner, now: Date) {
    const none = { ids: new Map<number, string>(), fresh: 0, refused: [] as Rejected[], rechecks: 0 };
    if (rows.length === 0) return none;
    return inTransaction(
      this.world.connection,
      async (session) => {
        const known = await this.stored.ids(rows, session);
        const first = new Map<string, Row>();
        for (const row of rows) if (!known.has(keyOf(row.input)) && !first.has(keyOf(row.input))) first.set(keyOf(row.input), row);
        const written =
          first.size > 0 ? await this.write([...first.values()], manner, now, session) : { docs: [], refused: [], rechecks: 0 };
        for (const doc of written.docs) known.set(keyOf(doc), doc._id);
        const ids = new Map(rows.flatMap((row) => [[row.index, known.get(keyOf(row.input)) ?? ''] as const]).filter(([, id]) => id !== ''));
        const refusedKeys = new Set(written.refused.map((row) => keyOf(row.input)));
        const refused = rows.filter((row) => refusedKeys.has(keyOf(row.input)) && !known.has(keyOf(row.input)));
        const problems = refused.map(({ index }) => ({ index, problems: [TOO_MANY_ATTRIBUTES] }));
        return { ids, fresh: written.docs.length, refused: problems, rechecks: written.rechecks };
      },
      'again',
    );
  }

  private async write(rows: Row[], manner: Manner, now: Date, session: ClientSession) {
    const { db } = this.world;
    const names = new Set(rows.map((row) => row.input.source));
    const said = rows.map((row) => row.input.customer);
    const sources = await this.sources.ensure([...names], manner.demo, now, session);
    const identities = await Identities.read(db, said, now, manner.demo, session);
    const docs: FeedbackDoc[] = [];
    const refused: Row[] = [];
    for (const row of rows) {
      const who = identities.take(row.input.customer, row.input.occurredAt);
      const source = sources.get(row.input.source);
      if (who && source) docs.push(newFeedback(row.input, who, source, manner, now));
      else refused.push(row);
    }
    const rechecks = await identities.write();
    if (docs.length > 0) await native<FeedbackDoc>(db.feedback).insertMany(docs, { session });
    return { docs, refused, rechecks };
  }

  /** The rows all of whose themes exist; the others are added to the rejected. */
  private async knownThemes(rows: Row[], { demo }: Manner, rejected: Rejected[]): Promise<Row[]> {
    const named = [...new Set(rows.flatMap((row) => row.input.themes ?? []))];
    if (named.length === 0) return rows;
    const found = await this.world.db.themes.find({ _id: { $in: named }, demo }, { _id: 1 }).lean();
    const known = new Set(found.map((theme) => theme._id));
    return rows.filter((row) => {
      const problems = unknownThemes(row, known);
      if (problems.length > 0) rejected.push({ index: row.index, problems });
      return problems.length === 0;
    });
  }

  private count(taken: Pick<Taken, 'accepted' | 'duplicates' | 'rejected'>): void {
    this.metrics.feedback('accepted', taken.accepted);
    this.metrics.feedback('duplicate', taken.duplicates);
    this.metrics.feedback('rejected', taken.rejected.length);
  }
}
