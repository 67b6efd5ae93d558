import type { Models } from '../storage/models.ts';

/** Those of these customers who can be written to: there is an address, and they did not say no. */
export async function answerableAmong(db: Models, customers: readonly string[]): Promise<Set<string>> {
  const found = await db.customers
    .find(
      { _id: { $in: [...new Set(customers)] }, 'emails.0': { $exists: true }, erasedAt: null, 'consent.email': { $ne: false } },
      { _id: 1 },
    )
    .lean<{ _id: string }[]>();
  return new Set(found.map(({ _id }) => _id));
}
