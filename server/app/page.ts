import type { Collection, mongo } from 'mongoose';
import { z } from 'zod';
import { Refusal } from './refusal.ts';

const MOST = 500;
/** How far from 1970 an instant can be. */
const FURTHEST_MS = 8_640_000_000_000_000;
const Mark = z.tuple([z.int().min(-FURTHEST_MS).max(FURTHEST_MS), z.string()]);

/** The query of a list: `?limit=&cursor=` and the filters given. Unknown names are refused. */
export const listQuery = <S extends z.ZodRawShape>(filters: S) =>
  z.strictObject({
    limit: z.coerce.number('write a number').int().min(1).max(MOST).default(50),
    cursor: z.string().max(400).optional(),
    ...filters,
  });

export interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

/** A page of documents, newest first by (`created`, id); `next` is null at the end. `show` decides what of each is seen. */
export async function pageOf<D extends { _id: string }, T>(
  { collection }: { collection: Collection },
  filter: Readonly<Record<string, unknown>>,
  created: keyof D & string,
  query: PageQuery,
  show: (doc: D) => T,
  options: mongo.FindOptions = {},
): Promise<PageOf<T>> {
  const after = query.cursor ? markOf(query.cursor) : null;
  const older = after ? { $or: [{ [created]: { $lt: after.at } }, { [created]: after.at, _id: { $lt: after.id } }] } : {};
  const newestFirst = collection.find({ $and: [filter, older] } as object, options).sort({ [created]: -1, _id: -1 });
  const docs = (await newestFirst.limit(query.limit + 1).toArray()) as unknown as D[];
  const shown = docs.slice(0, query.limit);
  const last = docs.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown.map(show), next: last ? cursorOf(last[created] as Date, last._id) : null };
}

const cursorOf = (at: Date, id: string): string => Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url');

function markOf(cursor: string): { at: Date; id: string } {
  try {
    const [at, id] = Mark.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at: new Date(at), id };
  } catch {
    throw new Refusal(422, 'invalid', 'This cursor is none of ours.', [{ path: 'cursor', message: 'give `next` of the page before' }]);
  }
}
