import type { Who } from '@loopwright/workflows/contract';
import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import { openLoop } from '../loops/standing.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import type { TaskDoc } from './task.schema.ts';
import { workingDaysLater } from './working-days.ts';

interface AssignConfig {
  owner: Who;
  text: string;
  dueIn: number;
  atMostMs: number | null;
}

/** How a task names its owner. */
export const ownerOf = (who: Who): string => ('team' in who ? `team:${who.team}` : `person:${who.person}`);

/** The assign step: one task a step visit, however often it is asked for. */
export async function giveTask(db: Models, clock: Clock, call: ActCall): Promise<ActResult> {
  const _id = hashOf('task', call.loop, call.generation, call.step, call.visit);
  const { owner, text, dueIn, atMostMs } = call.config as unknown as AssignConfig;
  const given: ActResult = { exit: 'next', about: _id };
  if (await db.tasks.exists({ _id })) return given;
  const loop = await openLoop(db, call);
  if (!loop) return { over: true };
  const now = clock.now();
  const row: Omit<TaskDoc, '_id'> = {
    loop: call.loop,
    generation: call.generation,
    step: call.step,
    flow: loop.flow,
    owner: ownerOf(owner),
    text,
    dueAt: workingDaysLater(dueIn, now, await houseRules(db)),
    waited: atMostMs !== null,
    state: 'open',
    how: null,
    by: null,
    settledAt: null,
    demo: loop.demo,
    createdAt: now,
  };
  await db.tasks.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
  return given;
}
