import { Temporal } from 'temporal-polyfill';
import type { Published } from '../flows/plans.ts';
import type { Models } from '../storage/models.ts';
import { comparedKeyOf } from './keys.ts';
import type { Documents } from './documents.ts';
import type { ClaimDoc, MessageDoc } from './message.schema.ts';

/** Whether this customer is kept from being told of this improvement, to compare. Once decided it stays so, across flows. */
export async function isCompared(
  db: Models,
  published: Published,
  message: MessageDoc,
  claim: ClaimDoc,
  { customer, rules }: Pick<Documents, 'customer' | 'rules'>,
  now: Date,
): Promise<boolean> {
  const _id = comparedKeyOf(customer._id, claim.improvement, claim.epoch);
  if (await db.compared.exists({ _id })) return true;
  if (!message.flow || !message.version) return false;
  const { holdback } = await published.edition(`${message.flow}/${String(message.version)}`);
  if (!holdback || customer.arm >= holdback.percent / 100) return false;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(rules.zone).toPlainDate();
  if (Temporal.PlainDate.compare(today, holdback.until) > 0) return false;
  const row = { customer: customer._id, improvement: claim.improvement, flow: message.flow, at: now };
  await db.compared.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
  return true;
}
