import { Injectable } from '@nestjs/common';
import { isOutage } from '../app/outage.ts';
import { Refusal } from '../app/refusal.ts';
import { Ingest } from './ingest.ts';
import type { Item, Manner, Taken } from './ingest.ts';
import { linesOf, valueOf } from './lines.ts';
import type { Rejected } from './row.ts';

const BATCH = 500;
const SHOWN = 1000;

/** `rejected` holds the first thousand; `rejectedCount` counts all. */
export interface Answer {
  accepted: number;
  duplicates: number;
  rejected: Rejected[];
  rejectedCount: number;
}

/** Takes feedback line by line from a stream of any length: while one batch is stored the next is read, and no more. */
@Injectable()
export class LineIngest {
  constructor(private readonly ingest: Ingest) {}

  async take(stream: AsyncIterable<Buffer>, manner: Manner): Promise<Answer> {
    const answer: Answer = { accepted: 0, duplicates: 0, rejected: [], rejectedCount: 0 };
    let storing: Promise<void> = Promise.resolve();
    try {
      for await (const batch of batchesOf(stream)) {
        await storing;
        storing = this.ingest.take(batch, manner).then((taken) => add(answer, taken));
        storing.catch(() => undefined);
      }
      await storing;
      return answer;
    } catch (error) {
      throw isOutage(error) ? interrupted(answer) : error;
    }
  }
}

async function* batchesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  let index = -1;
  for await (const lines of linesOf(stream))
    for (const line of lines) {
      index += 1;
      if (line?.trim() === '') continue;
      batch.push({ index, value: valueOf(line) });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  if (batch.length > 0) yield batch;
}

export function add(answer: Answer, taken: Taken): void {
  answer.accepted += taken.accepted;
  answer.duplicates += taken.duplicates;
  answer.rejectedCount += taken.rejected.length;
  answer.rejected.push(...taken.rejected.slice(0, Math.max(0, SHOWN - answer.rejected.length)));
}

const interrupted = ({ accepted, duplicates, rejectedCount }: Answer): Refusal =>
  new Refusal(
    503,
    'outage',
    'The database stopped answering. What is counted here is stored; send all of it again, nothing counts twice.',
    [],
    {
      accepted,
      duplicates,
      rejectedCount,
    },
  );
