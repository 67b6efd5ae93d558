import type { Holdback } from '@loopwright/workflows/contract';
import { Temporal } from 'temporal-polyfill';
import type { CustomerDoc } from '../customers/customer.schema.ts';
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
  if (!holdback || !keeps(holdback, customer, rules.zone, now)) return false;
  const row = { customer: customer._id, improvement: claim.improvement, flow: message.flow, at: now };
  await db.compared.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
  return true;
}

/** Whether a flow's comparison keeps a customer from being told, on the day it is in that zone. */
export function keeps({ percent, until }: Holdback, { arm }: Pick<CustomerDoc, 'arm'>, zone: string, now: Date): boolean {
  if (arm >= percent / 100) return false;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return Temporal.PlainDate.compare(today, until) <= 0;
}
