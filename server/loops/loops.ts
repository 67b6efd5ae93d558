import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import type { EndedCode } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { LoopDoc } from './loop.schema.ts';
import { endLoop, overLoop } from './over.ts';
import { shownLoops } from './shown.ts';
import type { ShownLoop } from './shown.ts';

export const Answered = z.strictObject({
  how: z.enum(['phone', 'email', 'in-person', 'other']),
  note: z.string().trim().min(1).max(1000).optional(),
});
const MOST_THERE = 5_000;

type Answered = z.output<typeof Answered>;

@Injectable()
export class Loops {
  constructor(private readonly world: World) {}

  async list(filter: QueryFilter<LoopDoc>, query: PageQuery): Promise<PageOf<ShownLoop>> {
    const page = await pageOf(this.world.db.loops, filter, 'openedAt', query, (doc: LoopDoc) => doc);
    return { items: await shownLoops(this.world.db, page.items), next: page.next };
  }

  /** Open loops that stand at this step, the latest few thousand to come there. */
  async standingAt(step: string, flow: string | undefined): Promise<QueryFilter<LoopDoc>> {
    const there = { state: 'open' as const, step, ...(flow === undefined ? {} : { flow }) };
    const waits = await this.world.db.waits.find(there, { loop: 1 }).sort({ since: -1 }).limit(MOST_THERE).lean<{ loop: string }[]>();
    return { _id: { $in: waits.map(({ loop }) => loop) }, status: 'open' };
  }

  async find(id: string): Promise<LoopDoc> {
    const doc = await this.world.db.loops.findById(id).lean<LoopDoc | null>();
    if (!doc) throw notFound('a loop');
    return doc;
  }

  async read(id: string): Promise<ShownLoop> {
    const [shown] = await shownLoops(this.world.db, [await this.find(id)]);
    if (!shown) throw notFound('a loop');
    return shown;
  }

  async stop(id: string): Promise<ShownLoop> {
    if (!(await this.end(await this.find(id), 'stopped-by-a-person', 'stopped-by-a-person')))
      throw conflict('not-open', 'This loop is not open any more.');
    return this.read(id);
  }

  /** A person has answered the customer: the loop is closed, and what it still had to send is not sent. */
  async answered(id: string, { how, note }: Answered, by: string): Promise<ShownLoop> {
    const answered = { how, by, at: this.world.clock.now(), note: note ?? null };
    const closed = { status: 'closed', closedAs: 'answered-by-a-person', reasonCode: null, reason: null, answered } as const;
    if (!(await overLoop(this.world, await this.find(id), closed, 'loop-over')))
      throw conflict('not-open', 'This loop is not open any more; what was done about it stands in its trail.');
    return this.read(id);
  }

  /** False when it was not open. */
  end(loop: LoopDoc, code: EndedCode, messages: 'stopped-by-a-person' | 'loop-over'): Promise<boolean> {
    return endLoop(this.world, loop, code, messages);
  }
}
