import type { Carried } from '@loopwright/workflows/ports';
import type { Models } from '../storage/models.ts';
import type { LoopDoc, TrailDoc } from './loop.schema.ts';

/** The flow of a loop that was read already, or that is read now. */
type OfLoop = Pick<LoopDoc, 'flow'> | null | undefined;

/** Stores the entries a call carries; the same entry again changes nothing. */
export async function recordTrail(db: Models, { loop, generation, trail }: Carried, known?: OfLoop): Promise<void> {
  if (trail.length === 0) return;
  const { flow } = known ?? (await db.loops.findById(loop, { flow: 1 }).lean<OfLoop>()) ?? {};
  await db.trail.bulkWrite(
    trail.map((entry) => {
      const _id = `${loop}#${String(generation)}#${String(entry.sequence)}`;
      const row: TrailDoc = {
        _id,
        loop,
        ...(flow === undefined ? {} : { flow }),
        generation,
        sequence: entry.sequence,
        at: new Date(entry.at),
        step: entry.step,
        kind: entry.kind,
        visit: entry.visit,
        exit: entry.exit,
        code: entry.code ?? null,
        about: entry.about ?? null,
      };
      return { updateOne: { filter: { _id }, update: { $setOnInsert: row }, upsert: true } };
    }),
    { ordered: false },
  );
}
