import { Injectable } from '@nestjs/common';
import { withoutValues } from '../../app/log.ts';
import { isOutage } from '../../app/outage.ts';
import { pageOf } from '../../app/page.ts';
import type { PageOf, PageQuery } from '../../app/page.ts';
import { conflict, invalid, notFound, Refusal } from '../../app/refusal.ts';
import { World } from '../../app/world.ts';
import type { AuditDoc } from '../../audit/audit.schema.ts';
import type { Caller } from '../../doors/door.ts';
import { isDuplicate } from '../../storage/connection.ts';
import { newId } from '../../storage/ids.ts';
import { Ingest } from '../ingest.ts';
import { batchesOf } from './batches.ts';
import type { Batch } from './batches.ts';
import { Files } from './files.ts';
import type { ImportDoc } from './import.schema.ts';
import { forgetAt, KeptRefused } from './kept-refused.ts';
import { mappingProblems } from './mapping.ts';
import type { GivenMapping, Mapping } from './mapping.ts';
import type { Opened } from './opened.ts';
import { Broken } from './records.ts';
import { RowReader } from './row-reader.ts';
import { Cancelled, Run } from './run.ts';
import { shownImport, stateOf } from './shown-import.ts';
import type { ShownImport } from './shown-import.ts';

/** What is brought in, and how. */
export interface Asked {
  source: string;
  given: GivenMapping;
  /** Starts loops, as feedback that comes in today does. */
  start: boolean;
  /** An id of the caller's own making, to read the progress by while the file is on its way. */
  id: string | null;
  name: string | null;
  size: number | null;
}

/** Brings in files of feedback through the same door as all other feedback, some rows at a time, whatever their size. */
@Injectable()
export class Imports {
  constructor(
    private readonly world: World,
    private readonly files: Files,
    private readonly ingest: Ingest,
  ) {}

  async take(stream: AsyncIterable<Buffer>, asked: Asked, by: Caller): Promise<ShownImport> {
    const { opened, reading } = await this.files.open(stream, { ...asked, partial: false }, by);
    const problems = mappingProblems(opened.mapping, opened.columns.length);
    if (problems.length > 0) throw invalid(problems.map(({ path, message }) => ({ path: `mapping.${path}`, message })));
    const doc = await this.begin(opened, { ...opened.mapping, zone: reading.zone }, asked, by);
    const ended = await this.run(doc, opened, new RowReader(reading), by);
    return shownImport(ended, this.world.clock.now());
  }

  list({ limit, cursor, source }: PageQuery & { source?: string | undefined }): Promise<PageOf<ShownImport>> {
    const now = this.world.clock.now();
    const filter = source === undefined ? {} : { source };
    return pageOf(this.world.db.imports, filter, 'startedAt', { limit, cursor }, (doc: ImportDoc) => shownImport(doc, now));
  }

  async find(id: string): Promise<ImportDoc> {
    const doc = await this.world.db.imports.findById(id).lean<ImportDoc | null>();
    if (!doc) throw notFound('an import');
    return doc;
  }

  async read(id: string): Promise<ShownImport> {
    return shownImport(await this.find(id), this.world.clock.now());
  }

  /** Heard by whoever runs it within a second; what came in stays. */
  async cancel(id: string): Promise<ShownImport> {
    const now = this.world.clock.now();
    if (stateOf(await this.find(id), now) !== 'running') throw over();
    const doc = await this.world.db.imports
      .findOneAndUpdate({ _id: id, state: 'running' }, { $set: { cancelAsked: true } }, { returnDocument: 'after' })
      .lean<ImportDoc | null>();
    if (!doc) throw over();
    return shownImport(doc, now);
  }

  private async begin(opened: Opened, mapping: Mapping, { source, start, id, name, size }: Asked, by: Caller): Promise<ImportDoc> {
    const now = this.world.clock.now();
    const doc: ImportDoc = {
      ...{ _id: id ?? newId(), source, name, by: { id: by.id, name: by.name }, history: !start, mapping, names: opened.names },
      ...{ encoding: opened.encoding(), state: 'running', failure: null, rows: 0, accepted: 0, duplicates: 0, refused: 0, kept: 0 },
      ...{ bytes: 0, size, cancelAsked: false, demo: by.demo, startedAt: now, beatAt: now, endedAt: null },
    };
    try {
      await this.world.db.imports.create(doc);
    } catch (error) {
      if (isDuplicate(error)) throw conflict('exists', 'There is an import of this id already: leave `id` out, or choose another.');
      throw error;
    }
    return doc;
  }

  private async run(doc: ImportDoc, opened: Opened, reader: RowReader, by: Caller): Promise<ImportDoc> {
    const run = new Run(this.world, doc._id);
    const kept = new KeptRefused(this.world.db, doc._id, forgetAt(doc.startedAt));
    try {
      await this.each(batchesOf(opened.rows(), reader), run, async (batch) => {
        await this.store(batch, doc, reader, kept, run);
        Object.assign(run.progress, { bytes: opened.bytes(), kept: kept.kept });
      });
      await kept.write();
      run.progress.bytes = opened.bytes();
      return await this.told(await run.end('done', opened.encoding()), by);
    } catch (error) {
      return await this.stopped(error, { run, kept, opened, by });
    }
  }

  /** While one batch is stored the next is read, and no more. */
  private async each(batches: AsyncGenerator<Batch>, run: Run, store: (batch: Batch) => Promise<void>): Promise<void> {
    let storing: Promise<void> = Promise.resolve();
    try {
      for (;;) {
        const next = await run.orCancelled(batches.next());
        await storing;
        if (next.done) return;
        storing = store(next.value);
        storing.catch(() => undefined);
      }
    } finally {
      void batches.return(undefined).catch(() => undefined);
      await storing;
    }
  }

  private async store(batch: Batch, doc: ImportDoc, reader: RowReader, kept: KeptRefused, { progress }: Run): Promise<void> {
    const { good, refused } = batch;
    if (good.length > 0) await this.ensureSource(doc);
    const items = good.map(({ row, value }) => ({ index: row, value }));
    const taken = await this.ingest.take(items, { demo: doc.demo, history: doc.history });
    const cellsOf = new Map(good.map(({ row, cells }) => [row, cells]));
    const rejected = taken.rejected.map(({ index, problems }) => {
      const cells = cellsOf.get(index) ?? [];
      return { row: index, cells, faults: reader.faults.told(problems, cells) };
    });
    progress.rows += good.length + refused.length;
    progress.accepted += taken.accepted;
    progress.duplicates += taken.duplicates;
    progress.refused += refused.length + rejected.length;
    await kept.add([...refused, ...rejected].sort((a, b) => a.row - b.row));
  }

  /** A source that begins with a file waits for a person to confirm its themes. */
  private async ensureSource({ source, demo }: ImportDoc): Promise<void> {
    const first = { trust: 'review' as const, brand: null, demo, createdAt: this.world.clock.now() };
    await this.world.db.sources.updateOne({ _id: source }, { $setOnInsert: first }, { upsert: true });
  }

  private async stopped(error: unknown, { run, kept, opened, by }: Stopping): Promise<ImportDoc> {
    const failure =
      error instanceof Broken ? `Row ${String(error.row)}: ${error.rule}. ${error.remedy}` : error instanceof Refusal ? error.detail : null;
    await kept.write().catch(() => undefined);
    const state = error instanceof Cancelled ? 'cancelled' : 'interrupted';
    if (isOutage(error)) {
      await run.end(state, opened.encoding(), 'The database stopped answering.').catch(() => undefined);
      throw new Refusal(503, 'outage', OUTAGE, [], { ...run.progress });
    }
    const doc = await this.told(await run.end(state, opened.encoding(), failure), by);
    if (error instanceof Cancelled || error instanceof Broken) return doc;
    throw error;
  }

  private async told(doc: ImportDoc, by: Caller): Promise<ImportDoc> {
    const { accepted, source, history, state } = doc;
    const ended = state === 'done' ? '' : ` before it was ${state}`;
    const row: AuditDoc = {
      _id: newId(),
      at: this.world.clock.now(),
      by: { id: by.id, name: by.name, role: by.role, via: by.via },
      what: 'Imports.take',
      words: `${by.name} brought in ${String(accepted)} feedback from a file for “${source}”${history ? ', as history' : ''}${ended}.`,
      about: { kind: 'import', id: doc._id, words: `an import for “${source}”` },
      changes: [],
    };
    try {
      await this.world.db.audit.create(row);
    } catch (error) {
      // What came in is in, and the answer stays.
      this.world.log.error({ unaudited: row.what, by: by.id, about: doc._id, error: withoutValues(error) });
    }
    return doc;
  }
}

interface Stopping {
  run: Run;
  kept: KeptRefused;
  opened: Opened;
  by: Caller;
}

const OUTAGE = 'The database stopped answering. What is counted here is stored; bring the same file again, nothing comes in twice.';
const over = (): Refusal => conflict('over', 'This import is over. What came in stays; what a file brought can be found by its source.');
