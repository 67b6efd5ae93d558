import type { Carried, LoopRef, Standing } from '@loopwright/workflows/ports';
import type { FlowDoc } from '../flows/flow.schema.ts';
import type { Models } from '../storage/models.ts';
import type { LoopDoc } from './loop.schema.ts';
import { recordTrail } from './trail.ts';

/** Whether a flow may act at all: the pause is a fact, read before each act. */
export async function isSendingPaused(db: Models, flow: string): Promise<boolean> {
  const doc = await db.flows.findById(flow, { pausedSending: 1 }).lean<Pick<FlowDoc, 'pausedSending'>>();
  return doc?.pausedSending ?? false;
}

/** The loop row if it is open in this generation. */
export const openLoop = (db: Models, { loop, generation }: LoopRef): Promise<LoopDoc | null> =>
  db.loops.findOne({ _id: loop, generation, status: 'open' }).lean<LoopDoc | null>().exec();

export async function standingOf(db: Models, carried: Carried): Promise<Standing> {
  const loop = await openLoop(db, carried);
  await recordTrail(db, carried, loop);
  if (!loop) return 'over';
  return (await isSendingPaused(db, loop.flow)) ? 'paused' : 'open';
}
