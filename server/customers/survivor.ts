import type { Models } from '../storage/models.ts';
import type { CustomerDoc } from './customer.schema.ts';

/** The person a customer id stands for now: merges are followed to their survivor. */
export async function survivorOf(db: Models, id: string): Promise<CustomerDoc | null> {
  let customer = await db.customers.findById(id).lean<CustomerDoc | null>();
  for (let hops = 0; customer?.mergedInto && hops < 20; hops += 1) {
    customer = await db.customers.findById(customer.mergedInto).lean<CustomerDoc | null>();
  }
  return customer;
}
