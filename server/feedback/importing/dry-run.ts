import { World } from '../../app/world.ts';
import { Injectable } from '@nestjs/common';
import type { InputProblem } from '../../app/refusal.ts';
import type { Caller } from '../../doors/door.ts';
import { LiveFlows } from '../../entering/live-flows.ts';
import type { SourceDoc } from '../../sources/source.schema.ts';
import { Stored, keyOf } from '../stored.ts';
import { readRow, unknownThemes } from '../row.ts';
import type { Row } from '../row.ts';
import { batchesOf } from './batches.ts';
import type { Batch } from './batches.ts';
import type { Encoding } from './encoding.ts';
import { Files } from './files.ts';
import { mappingProblems } from './mapping.ts';
import type { GivenMapping, Mapping } from './mapping.ts';
import type { Meaning } from './meanings.ts';
import type { Opened } from './opened.ts';
import { Broken } from './records.ts';
import type { Fault, RefusedRow } from './refused.ts';
import { RowReader } from './row-reader.ts';
import { sentenceOf } from './sentence.ts';
import { WouldEnter } from './would-enter.ts';
import type { Starts } from './would-enter.ts';

const SHOWN = 1000;
const SENTENCES = 5;

/** What would become of a file. Nothing of it is stored. */
export interface DryRun {
  columns: { name: string | null; meaning: Meaning | null; samples: string[] }[];
  mapping: Mapping;
  /** What a person has to say because nothing in the file tells. */
  unsure: Opened['unsure'];
  /** What keeps the mapping from being used; no row was looked at then. */
  problems: InputProblem[];
  encoding: Encoding;
  rows: number;
  /** Of those taken so many are here already, and would not come in twice. */
  taken: number;
  known: number;
  refused: ({ row: number } & Fault)[];
  refusedCount: number;
  sentences: string[];
  starts: Starts;
}

/** Looks at a file as an import would, and stores nothing. */
@Injectable()
export class DryRuns {
  constructor(
    private readonly world: World,
    private readonly files: Files,
  ) {}

  async run(stream: AsyncIterable<Buffer>, asked: { source: string; given: GivenMapping; partial: boolean }, by: Caller): Promise<DryRun> {
    const { db, clock, log } = this.world;
    const { opened, reading, names } = await this.files.open(stream, asked, by);
    const { mapping, unsure } = opened;
    const problems = mappingProblems(mapping, opened.columns.length);
    const columns = opened.columns.map((column, at) => ({ ...column, meaning: mapping.columns[String(at)] ?? null }));
    const stored = await db.sources.findById(asked.source).lean<SourceDoc | null>();
    const source: SourceDoc = stored ?? { _id: asked.source, trust: 'review', brand: null, demo: by.demo, createdAt: clock.now() };
    const flows = (await new LiveFlows(db, log).all()).filter((flow) => flow.demo === by.demo);
    const counting = new WouldEnter(db, flows, source, clock.now());
    const answer: DryRun = {
      ...{ columns, mapping: { ...mapping, zone: reading.zone }, unsure, problems, encoding: opened.encoding() },
      ...{ rows: 0, taken: 0, known: 0, refused: [], refusedCount: 0, sentences: [], starts: counting.starts },
    };
    if (problems.length > 0) return answer;
    const reader = new RowReader(reading);
    const say = (row: Row): string => sentenceOf(row, reading.zone, names, Object.values(mapping.columns).includes('occurredAt'));
    try {
      for await (const batch of batchesOf(opened.rows(), reader)) {
        const rows = this.checked(batch, reader, new Set(names.keys()));
        const known = await this.knownAmong(rows);
        await counting.count(rows.filter((row) => !known.has(keyOf(row.input))));
        answer.sentences.push(...rows.slice(0, SENTENCES - answer.sentences.length).map(say));
        answer.rows += batch.good.length + batch.refused.length;
        answer.taken += rows.length;
        answer.known += rows.filter((row) => known.has(keyOf(row.input))).length;
        count(answer, batch);
      }
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      const { row, rule, remedy } = error;
      count(answer, { good: [], refused: [{ row, cells: [], faults: [{ column: null, value: null, rule, remedy }] }] });
    }
    return { ...answer, encoding: opened.encoding() };
  }

  /** The good rows of a batch that pass the checks of every feedback; the others join the refused. */
  private checked(batch: Batch, { faults }: RowReader, themes: ReadonlySet<string>): Row[] {
    const now = this.world.clock.now();
    const rows: Row[] = [];
    const refused: RefusedRow[] = [];
    for (const { row, cells, value } of batch.good) {
      const read = readRow(value, row, now);
      const problems = 'problems' in read ? read.problems : unknownThemes(read, themes);
      if (problems.length > 0) refused.push({ row, cells, faults: faults.told(problems, cells) });
      else if ('input' in read) rows.push(read);
    }
    batch.refused.push(...refused);
    batch.good = batch.good.filter(({ row }) => !refused.some((one) => one.row === row));
    return rows;
  }

  private async knownAmong(rows: readonly Row[]): Promise<Map<string, string>> {
    if (rows.length === 0) return new Map();
    const { connection, db, secret } = this.world;
    const session = await connection.startSession();
    try {
      return await new Stored(db, secret).ids(rows, session);
    } finally {
      await session.endSession();
    }
  }
}

function count(answer: DryRun, { refused }: Batch): void {
  answer.refusedCount += refused.length;
  const faults = [...refused].sort((a, b) => a.row - b.row).flatMap(({ row, faults: all }) => all.map((fault) => ({ row, ...fault })));
  answer.refused.push(...faults.slice(0, Math.max(0, SHOWN - answer.refused.length)));
}
