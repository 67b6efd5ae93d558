import type { ClientSession, QueryFilter } from 'mongoose';
import type { Clock } from '../clock.ts';
import { newId } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import { hintLoop } from './start-loop.ts';
import type { RecheckDoc, WaitDoc } from './wait.schema.ts';
import type { Workflows } from './workflows.port.ts';

/** Says, in the transaction of a change, that this customer's open waits are to be looked at again. */
export async function wantRecheck(db: Models, clock: Clock, customer: string, session: ClientSession): Promise<void> {
  await db.rechecks.create([{ _id: newId(), customer, at: clock.now() }], { session });
}

/** Hints the open waits of customers whose facts changed; a row goes only after its hints went. Returns how many were done. */
export async function runRechecks(db: Models, workflows: Workflows, limit = 100): Promise<number> {
  const rows = await db.rechecks.find().sort({ _id: 1 }).limit(limit).lean<RecheckDoc[]>();
  for (const row of rows) {
    await hintCustomer(db, workflows, row.customer, row._id);
    await db.rechecks.deleteOne({ _id: row._id });
  }
  return rows.length;
}

async function hintCustomer(db: Models, workflows: Workflows, customer: string, requestId: string): Promise<void> {
  const waits = await db.waits.find({ customer, state: 'open' }).lean<WaitDoc[]>();
  for (const wait of waits) await hintLoop(db, workflows, wait, `${requestId}:${wait._id}`);
}

/** Hints whatever waits for this key (`message:…`, `flow:…`), a page at a time. */
export const hintKey = (db: Models, workflows: Workflows, key: string, requestId: string): Promise<number> =>
  hintWaits(db, workflows, { keys: key, state: 'open' }, requestId);

/** One after another, so that many do not starve the rest. */
export async function hintWaits(db: Models, workflows: Workflows, which: QueryFilter<WaitDoc>, requestId: string): Promise<number> {
  let hinted = 0;
  for await (const wait of db.waits.find(which).lean<WaitDoc>().cursor({ batchSize: 200 })) {
    await hintLoop(db, workflows, wait, `${requestId}:${wait._id}`);
    hinted += 1;
  }
  return hinted;
}
