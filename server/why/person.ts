import { notFound } from '../app/refusal.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { Models } from '../storage/models.ts';

/** A person as they are now, with every id they were known by. */
export interface WholePerson {
  customer: CustomerDoc;
  ids: string[];
}

/** By our id or the company's customer number. */
export async function personOf(db: Models, idOrNumber: string): Promise<WholePerson> {
  const named = await db.customers
    .findOne({ $or: [{ _id: idOrNumber }, { externalId: idOrNumber }] }, { _id: 1 })
    .lean<{ _id: string } | null>();
  const customer = named && (await survivorOf(db, named._id));
  if (!customer) throw notFound('a customer');
  return { customer, ids: await idsOf(db, customer._id) };
}

/** An id and all that were merged into it, over however many merges. */
export async function idsOf(db: Models, survivor: string): Promise<string[]> {
  const ids = [survivor];
  for (let found = ids; found.length > 0;) {
    const merged = await db.customers.find({ mergedInto: { $in: found } }, { _id: 1 }).lean<{ _id: string }[]>();
    found = merged.map(({ _id }) => _id).filter((id) => !ids.includes(id));
    ids.push(...found);
  }
  return ids;
}
