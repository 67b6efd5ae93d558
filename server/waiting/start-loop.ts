import type { Models } from '../storage/models.ts';
import type { FlowDoc } from '../flows/flow.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { WaitDoc } from './wait.schema.ts';
import type { Workflows } from './workflows.port.ts';

/**
 * The one primitive for start, reopen, upgrade, restore and repair: starts the workflow of an open loop from its latest
 * checkpoint, or from its beginning where it never parked. Running it again, or beside itself, changes nothing.
 */
export async function startLoop(db: Models, workflows: Workflows, loop: LoopDoc): Promise<void> {
  const latest = await db.waits
    .findOne({ loop: loop._id, generation: loop.generation }, { checkpoint: 1 })
    .sort({ park: -1 })
    .lean<Pick<WaitDoc, 'checkpoint'> | null>();
  const now = await db.loops.findById(loop._id, { plan: 1 }).lean<Pick<LoopDoc, 'plan'> | null>();
  // Moved between the two reads: plan and checkpoint are to be of one version.
  if (now && now.plan !== loop.plan) return startLoop(db, workflows, { ...loop, plan: now.plan });
  const flow = await db.flows.findById(loop.flow, { name: 1 }).lean<Pick<FlowDoc, 'name'> | null>();
  await workflows.start({
    loop: loop._id,
    generation: loop.generation,
    flowKey: loop.flowKey,
    flowName: flow?.name ?? loop.flowKey,
    plan: loop.plan,
    state: latest?.checkpoint ?? null,
  });
  await db.loops.updateOne({ _id: loop._id, generation: loop.generation }, { $set: { started: true } });
}

/** Hints a loop; one whose workflow is gone although it is open is started from its checkpoint. */
export async function hintLoop(
  db: Models,
  workflows: Workflows,
  ref: { loop: string; generation: number },
  requestId: string,
): Promise<void> {
  if ((await workflows.hint({ loop: ref.loop, generation: ref.generation }, requestId)) === 'hinted') return;
  const loop = await db.loops.findOne({ _id: ref.loop, generation: ref.generation, status: 'open' }).lean<LoopDoc | null>();
  if (loop) await startLoop(db, workflows, loop);
}
