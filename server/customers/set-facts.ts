import type { ClientSession } from 'mongoose';
import { houseRules } from '../house-rules/house-rules.ts';
import type { Models } from '../storage/models.ts';
import type { CustomerDoc } from './customer.schema.ts';
import { searchTerms } from './search-terms.ts';

/** Writes facts of a customer together with what a search finds them by, as a turn of its own. */
export async function setFacts(db: Models, row: CustomerDoc, changed: Partial<CustomerDoc>, session: ClientSession): Promise<void> {
  const { searchable } = await houseRules(db);
  const terms = searchTerms({ ...row, ...changed }, searchable);
  await db.customers.updateOne({ _id: row._id }, { $set: { ...changed, terms }, $inc: { turn: 1 } }, { session });
}
