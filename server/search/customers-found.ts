import type { CustomerDoc } from '../customers/customer.schema.ts';
import { LONGEST, plainly } from '../customers/search-terms.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { Models } from '../storage/models.ts';

const LAST = '\u{10FFFF}';

/** Customers one of whose terms begins so: a stretch of one index, however many there are. */
export function beginningWith(typed: string) {
  const begin = plainly(typed).slice(0, LONGEST);
  return { terms: { $elemMatch: { $gte: begin, $lt: `${begin}${LAST}` } } };
}

/** At most so many people, in the order of the index; what was merged leads to its survivor. */
export async function customersFound(db: Models, typed: string, most: number): Promise<CustomerDoc[]> {
  const rows = await db.customers.find(beginningWith(typed)).hint({ terms: 1 }).limit(most).lean<CustomerDoc[]>();
  const people = await Promise.all(rows.map(async (row) => (row.mergedInto ? await survivorOf(db, row._id) : row)));
  const standing = people.filter((one) => one !== null).filter(({ erasedAt }) => erasedAt === null);
  return [...new Map(standing.map((one) => [one._id, one])).values()];
}
