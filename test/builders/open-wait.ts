import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import type { Models } from '../../server/storage/models.ts';

/** The row a loop writes when it parks at its wait for an improvement to its themes. */
export async function anOpenWait(db: Models, loop: LoopDoc | undefined): Promise<string> {
  if (!loop) throw new Error('there is no such loop');
  const _id = `${loop._id}#${String(loop.generation)}#wait#1`;
  await db.waits.create({
    _id,
    loop: loop._id,
    generation: loop.generation,
    step: 'wait',
    park: 1,
    customer: loop.customer,
    flow: loop.flow,
    what: 'improvement',
    keys: loop.themes.map((theme) => `theme:${theme}`),
    themes: loop.themes,
    bucket: 0,
    checkpoint: { at: 'wait', visits: { wait: 1 }, hands: {}, parks: 1, sequence: 0 },
    state: 'open',
    since: loop.openedAt,
  });
  return _id;
}
