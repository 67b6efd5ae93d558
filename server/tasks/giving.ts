import type { Who } from '@loopwright/workflows/contract';
import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import { openLoop } from '../loops/standing.ts';
import { wantReminder } from '../reminding/wanted.ts';
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
  const written = await writeTask(db, clock, call, { _id, owner, text, dueIn, waited: atMostMs !== null });
  return written ? { exit: 'next', about: _id } : { over: true };
}

interface NewTask extends Pick<AssignConfig, 'owner' | 'text' | 'dueIn'>, Pick<TaskDoc, '_id' | 'waited'> {}

/** Writes a task of a loop once; false when the loop is not open any more. */
export async function writeTask(db: Models, clock: Clock, call: ActCall, { _id, owner, text, dueIn, waited }: NewTask): Promise<boolean> {
  if (await db.tasks.exists({ _id })) return true;
  const loop = await openLoop(db, call);
  if (!loop) return false;
  const now = clock.now();
  const row: Omit<TaskDoc, '_id'> = {
    loop: call.loop,
    generation: call.generation,
    step: call.step,
    flow: loop.flow,
    owner: ownerOf(owner),
    text,
    dueAt: workingDaysLater(dueIn, now, await houseRules(db)),
    waited,
    state: 'open',
    how: null,
    by: null,
    settledAt: null,
    demo: loop.demo,
    createdAt: now,
  };
  await db.tasks.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
  await wantReminder(db, now, { by: row.owner, standIn: null, standInFrom: null }, row.dueAt);
  return true;
}
