import type { ClientSession } from 'mongoose';
import type { Models } from '../storage/models.ts';

/** The ids of all rows that stand for this person: its own and those merged into it, however far. */
export async function personsOf(db: Models, id: string, session?: ClientSession): Promise<string[]> {
  const all = new Set([id]);
  for (let next = [id]; next.length > 0;) {
    const merged = await db.customers
      .find({ mergedInto: { $in: next } }, { _id: 1 })
      .session(session ?? null)
      .lean();
    next = merged.map((row) => row._id).filter((one) => !all.has(one));
    for (const one of next) all.add(one);
  }
  return [...all];
}
