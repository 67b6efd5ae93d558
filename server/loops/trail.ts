import type { Carried } from '@loopwright/workflows/ports';
import type { Models } from '../storage/models.ts';
import type { TrailDoc } from './loop.schema.ts';

/** Stores the entries a call carries; the same entry again changes nothing. */
export async function recordTrail(db: Models, { loop, generation, trail }: Carried): Promise<void> {
  if (trail.length === 0) return;
  await db.trail.bulkWrite(
    trail.map((entry) => {
      const _id = `${loop}#${String(generation)}#${String(entry.sequence)}`;
      const row: TrailDoc = {
        _id,
        loop,
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
