import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { z } from 'zod';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { newId } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import { hintKey } from '../waiting/recheck.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { ownerNames } from './owner-names.ts';
import type { TaskDoc } from './task.schema.ts';

export const Settled = z.strictObject({ how: z.string().trim().min(1).max(1000).optional() });
type Settled = z.output<typeof Settled>;

export interface ShownTask {
  id: string;
  owner: string;
  ownerName: string;
  text: string;
  loopId: string;
  flowId: string;
  flowName: string | null;
  customerId: string | null;
  dueAt: Date;
  overdue: boolean;
  /** Whether its loop stands until somebody says what became of it. */
  waited: boolean;
  state: TaskDoc['state'];
  how: string | null;
  by: string | null;
  settledAt: Date | null;
  createdAt: Date;
}

@Injectable()
export class Tasks {
  constructor(private readonly world: World) {}

  async list(filter: QueryFilter<TaskDoc>, query: PageQuery): Promise<PageOf<ShownTask>> {
    const page = await pageOf(this.world.db.tasks, filter, 'createdAt', query, (doc: TaskDoc) => doc);
    return { items: await shownTasks(this.world.db, page.items, this.world.clock.now()), next: page.next };
  }

  /** The fact first, then its loop is hinted. The same said again changes nothing; the opposite is refused, since the loop has gone on. */
  async settle(id: string, state: 'done' | 'not-done', { how }: Settled, by: string): Promise<ShownTask> {
    const { db, clock, workflows, log } = this.world;
    const said = { state, how: how ?? null, by, settledAt: clock.now() };
    const settled = await db.tasks
      .findOneAndUpdate({ _id: id, state: 'open' }, { $set: said }, { returnDocument: 'after' })
      .lean<TaskDoc | null>();
    const doc = settled ?? (await db.tasks.findById(id).lean<TaskDoc | null>());
    if (!doc) throw notFound('a task');
    if (doc.state !== state)
      throw conflict('settled-otherwise', `${doc.by ?? 'Somebody'} has said that it is ${doc.state === 'done' ? 'done' : 'not done'}.`);
    if (settled) await tryHint(log, () => hintKey(db, workflows, `task:${id}`, newId()));
    const [shown] = await shownTasks(db, [doc], clock.now());
    if (!shown) throw notFound('a task');
    return shown;
  }
}

async function shownTasks(db: Models, docs: readonly TaskDoc[], now: Date): Promise<ShownTask[]> {
  const [nameOf, flows, loops] = await Promise.all([
    ownerNames(
      db,
      docs.map(({ owner }) => owner),
    ),
    db.flows.find({ _id: { $in: docs.map(({ flow }) => flow) } }, { name: 1 }).lean<{ _id: string; name: string }[]>(),
    db.loops.find({ _id: { $in: docs.map(({ loop }) => loop) } }, { customer: 1 }).lean<{ _id: string; customer: string }[]>(),
  ]);
  const flowNames = new Map(flows.map(({ _id, name }) => [_id, name]));
  const customers = new Map(loops.map(({ _id, customer }) => [_id, customer]));
  return docs.map(({ _id, owner, text, loop, flow, dueAt, waited, state, how, by, settledAt, createdAt }) => ({
    id: _id,
    owner,
    ownerName: nameOf(owner),
    text,
    loopId: loop,
    flowId: flow,
    flowName: flowNames.get(flow) ?? null,
    customerId: customers.get(loop) ?? null,
    dueAt,
    overdue: state === 'open' && dueAt < now,
    waited,
    state,
    how,
    by,
    settledAt,
    createdAt,
  }));
}
