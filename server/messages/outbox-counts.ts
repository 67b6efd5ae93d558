import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { MessageState } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { World } from '../app/world.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { stopAndHint } from './stop-and-hint.ts';

const Id = z.string().min(1).max(200);
const NotLeft = z.enum(['held', 'scheduled', 'sending']);
const Filter = z
  .strictObject({ improvement: Id.optional(), flow: Id.optional(), state: NotLeft.optional() })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), 'name an improvement, a flow or a state');

/** Which messages to stop: these, or all that have not left of an improvement, a flow, or in a state. */
export const StopMany = z.union([z.strictObject({ ids: z.array(Id).min(1).max(500) }), z.strictObject({ filter: Filter })]);
type StopMany = z.output<typeof StopMany>;

/** `already`: past the point of no return, or over before. */
export interface Stopped {
  stopped: number;
  already: number;
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
    const stopped = await stopAndHint(this.world, filter, 'stopped', 'stopped-by-a-person');
    return { stopped, already: Math.max(0, all - stopped) };
  }
}

function filterOf(which: StopMany): QueryFilter<MessageDoc> {
  if ('ids' in which) return { _id: { $in: which.ids } };
  const { improvement, flow, state } = which.filter;
  return {
    state: state ?? { $in: NotLeft.options },
    ...(improvement === undefined ? {} : { 'claim.improvement': improvement }),
    ...(flow === undefined ? {} : { flow }),
  };
}
