import type { Whole } from '../harness/whole.ts';

/** Lets a message that is held pass the point of no return and its process die there; its loop goes on and closes. */
export async function lostInSending(whole: Whole, id: string): Promise<void> {
  const now = whole.clock.now();
  const handed = { state: 'sending', token: 'dead', to: 'c@example.com', handedAt: now, leaseUntil: now, attempts: 1, notBefore: now };
  const message = await whole.db.messages.findOneAndUpdate({ _id: id, state: 'held' }, { $set: handed }).lean();
  if (!message) throw new Error(`${id} is not held`);
  await whole.protocols.ledger.advance(id);
  for (const loop of await whole.db.loops.find({ _id: message.loop ?? '' }).lean())
    await whole.loops.hint({ loop: loop._id, generation: loop.generation }, `look ${id}`);
  await whole.settle();
}
