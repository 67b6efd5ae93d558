import type { ClientSession } from 'mongoose';
import type { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';

/**
 * Gives a loop's waits for an improvement to "the same themes" the themes the loop now has: open ones listen for them, and past ones
 * no longer let a message claim what was not said.
 */
export async function moveWaits(db: Models, published: Published, loop: LoopDoc, session: ClientSession): Promise<void> {
  const waits = await db.waits
    .find({ loop: loop._id, generation: loop.generation, what: 'improvement' }, { step: 1 })
    .session(session)
    .lean<Pick<WaitDoc, '_id' | 'step'>[]>();
  if (waits.length === 0) return;
  const plan = await published.plan(loop.plan);
  const same = waits.filter((wait) => plan.steps[wait.step]?.config['themes'] === 'same');
  const keys = loop.themes.map((theme) => `theme:${theme}`);
  await db.waits.updateMany({ _id: { $in: same.map((wait) => wait._id) } }, { $set: { themes: loop.themes, keys } }, { session });
}
