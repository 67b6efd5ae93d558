import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { MessageState } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { World } from '../app/world.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { stopMessages } from '../telling/stop.ts';
import { undoFrom, undoStop } from '../telling/undo-stop.ts';
import { conflict } from '../app/refusal.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { hintMessages, stopAndHint } from './stop-and-hint.ts';

const Id = z.string().min(1).max(200);
const NotLeft = z.enum(['held', 'scheduled', 'sending']);
const Filter = z
  .strictObject({ improvement: Id.optional(), flow: Id.optional(), customer: Id.optional(), state: NotLeft.optional() })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), 'name an improvement, a flow, a customer or a state');

/** Which messages to stop: these, or all that have not left of an improvement, a flow, to a customer, or in a state. */
export const StopMany = z.union([z.strictObject({ ids: z.array(Id).min(1).max(500) }), z.strictObject({ filter: Filter })]);
type StopMany = z.output<typeof StopMany>;

/** Which stops to take back: those of these messages, or all of one act. */
export const Unstop = z.union([z.strictObject({ ids: z.array(Id).min(1).max(500) }), z.strictObject({ stop: Id })]);
type Unstop = z.output<typeof Unstop>;

/** `already`: past the point of no return, or over before. `undo`: what to name to take it back, and until when that can be. */
export interface Stopped {
  stopped: number;
  already: number;
  undo: { stop: string; until: Date };
}

@Injectable()
export class OutboxCounts {
  constructor(private readonly world: World) {}

  async byState(): Promise<Record<MessageState, number>> {
    const { messages } = this.world.db;
    const counts = await Promise.all(MessageState.options.map(async (state) => [state, await messages.countDocuments({ state })] as const));
    return Object.fromEntries(counts) as Record<MessageState, number>;
  }

  /** L3 over many; nothing of them crosses the point of no return after this has answered. */
  async stop(which: StopMany): Promise<Stopped> {
    const filter = filterOf(which);
    const all = await this.world.db.messages.countDocuments(filter);
    const undo = undoFrom(this.world.clock.now());
    const stopped = await stopAndHint(this.world, filter, 'stopped', 'stopped-by-a-person', undo);
    return { stopped, already: Math.max(0, all - stopped), undo };
  }

  /** Puts back what was stopped and has not been acted on; it leaves when its time has come, as before. */
  async unstop(which: Unstop): Promise<{ back: number }> {
    const filter: QueryFilter<MessageDoc> = 'ids' in which ? { _id: { $in: which.ids } } : { 'undo.stop': which.stop };
    const ids = await this.world.db.messages.distinct('_id', { $and: [filter, { state: 'stopped' }] });
    const those = { _id: { $in: ids } };
    const back = (await undoStop(this.world.db, those, this.world.clock.now())) - (await this.stopOfEndedLoops(those));
    if (back <= 0) throw conflict('too-late', 'It cannot be taken back any more: what was stopped stays stopped.');
    await tryHint(this.world.log, () => hintMessages(this.world, those));
    return { back };
  }

  /** Looked at after they were put back, so that nothing is left waiting for a loop that ended just now. */
  private async stopOfEndedLoops(those: QueryFilter<MessageDoc>): Promise<number> {
    const { db } = this.world;
    const loops = await db.messages.distinct('loop', { $and: [those, { state: { $in: ['held', 'scheduled'] }, loop: { $ne: null } }] });
    const open = await db.loops.distinct('_id', { _id: { $in: loops }, status: 'open' });
    const ended = loops.filter((loop) => !open.includes(loop));
    return ended.length === 0 ? 0 : stopMessages(db, { $and: [those, { loop: { $in: ended } }] }, 'stopped', 'loop-over');
  }
}

function filterOf(which: StopMany): QueryFilter<MessageDoc> {
  if ('ids' in which) return { _id: { $in: which.ids } };
  const { improvement, flow, customer, state } = which.filter;
  return {
    state: state ?? { $in: NotLeft.options },
    ...(improvement === undefined ? {} : { 'claim.improvement': improvement }),
    ...(flow === undefined ? {} : { flow }),
    ...(customer === undefined ? {} : { customer }),
  };
}
