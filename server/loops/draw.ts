import { drawShare as shareOf } from '@loopwright/workflows/ports';
import type { LoopRef } from '@loopwright/workflows/ports';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { Models } from '../storage/models.ts';
import type { LoopDoc } from './loop.schema.ts';

interface Draw extends LoopRef {
  step: string;
  shares: { key: string; percent: number }[];
}

/** The share of this loop's customer at a split: first a hash of customer and step, then what was stored, for good. */
export async function drawShare(db: Models, { loop, step, shares }: Draw): Promise<string> {
  const doc = await db.loops.findById(loop, { customer: 1, flow: 1 }).lean<Pick<LoopDoc, 'customer' | 'flow'> | null>();
  if (!doc) throw new Error('loop-missing');
  const name = `${doc.flow}/${step}`;
  const stored = await drawn(db, doc.customer, name);
  if (stored !== undefined && shares.some((share) => share.key === stored)) return stored;
  const share = shareOf(`${doc.customer}#${step}`, shares);
  const unset = stored === undefined ? { [`draws.${name}`]: { $exists: false } } : { [`draws.${name}`]: stored };
  await db.customers.updateOne({ _id: doc.customer, ...unset }, { $set: { [`draws.${name}`]: share } });
  return (await drawn(db, doc.customer, name)) ?? share;
}

async function drawn(db: Models, customer: string, name: string): Promise<string | undefined> {
  const doc = await db.customers.findById(customer, { draws: 1 }).lean<Pick<CustomerDoc, 'draws'> | null>();
  return doc?.draws[name];
}
