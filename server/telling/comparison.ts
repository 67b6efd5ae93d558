import { Temporal } from 'temporal-polyfill';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { VersionDoc } from '../flows/flow.schema.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { Models } from '../storage/models.ts';
import { comparedKeyOf } from './keys.ts';
import type { ClaimDoc, MessageDoc } from './message.schema.ts';

/** Whether this customer is kept from being told of this improvement, to compare. Once decided it stays so, across flows. */
export async function isCompared(db: Models, message: MessageDoc, claim: ClaimDoc, customer: CustomerDoc, now: Date): Promise<boolean> {
  const _id = comparedKeyOf(customer._id, claim.improvement, claim.epoch);
  if (await db.compared.exists({ _id })) return true;
  if (!message.flow || !message.version) return false;
  const version = await db.versions
    .findById(`${message.flow}/${String(message.version)}`, { tree: 1 })
    .lean<Pick<VersionDoc, 'tree'> | null>();
  const holdback = version?.tree.holdback;
  if (!holdback || customer.arm >= holdback.percent / 100) return false;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(await zoneOf(db))
    .toPlainDate();
  if (Temporal.PlainDate.compare(today, holdback.until) > 0) return false;
  const row = { customer: customer._id, improvement: claim.improvement, flow: message.flow, at: now };
  await db.compared.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
  return true;
}
