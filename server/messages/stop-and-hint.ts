import type { QueryFilter } from 'mongoose';
import type { MessageReason } from '@loopwright/workflows/contract';
import type { World } from '../app/world.ts';
import { newId } from '../storage/ids.ts';
import type { MessageDoc, UndoDoc } from '../telling/message.schema.ts';
import { stopMessages } from '../telling/stop.ts';
import { hintLoop } from '../waiting/start-loop.ts';
import { tryHint } from '../waiting/try-hint.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';

const CHUNK = 200;

export type StopWorld = Pick<World, 'db' | 'workflows'> & { log: Pick<World['log'], 'warn'> };

/** Wakes the loops that stand waiting for these messages, now that something became of them. */
export async function hintMessages(world: Pick<World, 'db' | 'workflows'>, which: QueryFilter<MessageDoc>): Promise<void> {
  const request = newId();
  const wake = async (sendKeys: string[]): Promise<void> => {
    const keys = sendKeys.map((key) => `message:${key}`);
    const waits = await world.db.waits.find({ state: 'open', keys: { $in: keys } }).lean<WaitDoc[]>();
    for (const wait of waits) await hintLoop(world.db, world.workflows, wait, `${request}:${wait._id}`);
  };
  const chunk: string[] = [];
  for await (const { _id } of world.db.messages.find(which, { _id: 1 }).lean<{ _id: string }>().cursor()) {
    chunk.push(_id);
    if (chunk.length === CHUNK) await wake(chunk.splice(0));
  }
  if (chunk.length > 0) await wake(chunk);
}

/**
 * L3 with its hints: the fact behind it must be written already. Loops of messages that can be put back are left asleep meanwhile.
 * Returns how many messages it reached.
 */
export async function stopAndHint(
  world: StopWorld,
  which: QueryFilter<MessageDoc>,
  state: 'stopped' | 'recalled' | 'withheld',
  reason: MessageReason,
  undo?: Pick<UndoDoc, 'stop' | 'until'>,
): Promise<number> {
  const stopped = await stopMessages(world.db, which, state, reason, undo);
  if (stopped > 0) await tryHint(world.log, () => hintMessages(world, { $and: [which, { state, reason, undo: null }] }));
  return stopped;
}

/** Wakes the loops of messages whose stop can be taken back no more. Returns how many; done again and again. */
export async function settleStops(world: Pick<World, 'db' | 'workflows' | 'clock'>): Promise<number> {
  const over: QueryFilter<MessageDoc> = { 'undo.until': { $lte: world.clock.now() } };
  const rows = await world.db.messages.find(over, { _id: 1 }).limit(CHUNK).lean<{ _id: string }[]>();
  if (rows.length === 0) return 0;
  const ids = { _id: { $in: rows.map(({ _id }) => _id) } };
  await hintMessages(world, ids);
  await world.db.messages.updateMany({ $and: [ids, over] }, { $set: { undo: null } });
  return rows.length;
}
