import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { Flows } from './flows.ts';
import type { HandDoc } from './hand.schema.ts';

/** Said again every few seconds by a tab that has a draft open; `take` takes it out of another hand. */
export const Holding = z.strictObject({ tab: z.string().min(1).max(60), take: z.boolean().default(false) });
type Holding = z.output<typeof Holding>;

/** Whether the draft is in the hand of who asks; else in whose, and whether that is another tab of theirs. */
export interface Held {
  mine: boolean;
  by: string | null;
  you: boolean;
}

/** Who says nothing for so long has closed the tab, lost the line or gone elsewhere. */
const HELD_MS = 15_000;
const MINE: Held = { mine: true, by: null, you: true };

/** Who draws a draft, from opening it on: the others look on until they take over. Times are the database’s, so that two servers never differ. */
@Injectable()
export class Hands {
  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {}

  async hold(id: string, { tab, take }: Holding, by: Caller): Promise<Held> {
    await this.flows.find(id);
    const { db } = this.world;
    if (await this.grasped(id, tab, take, by)) return MINE;
    const other = await db.hands.findById(id).lean<HandDoc | null>();
    if (other) return { mine: false, by: other.name, you: other.person === by.id };
    const first = { tab, person: by.id, name: by.name, until: new Date(0) };
    await db.hands.updateOne({ _id: id }, { $setOnInsert: first }, { upsert: true });
    return this.hold(id, { tab, take }, by);
  }

  async leave(id: string, tab: string): Promise<void> {
    const { deletedCount } = await this.world.db.hands.deleteOne({ _id: id, tab });
    if (deletedCount === 0) throw notFound('a draft in the hand of this tab');
  }

  private async grasped(id: string, tab: string, take: boolean, by: Caller): Promise<boolean> {
    const free = take ? {} : { $or: [{ tab }, { $expr: { $lt: ['$until', '$$NOW'] } }] };
    const mine = { tab: { $literal: tab }, person: { $literal: by.id }, name: { $literal: by.name } };
    const { matchedCount } = await this.world.db.hands.updateOne(
      { _id: id, ...free },
      [{ $set: { ...mine, until: { $add: ['$$NOW', HELD_MS] } } }],
      { updatePipeline: true },
    );
    return matchedCount > 0;
  }
}
