import { admits } from '@loopwright/workflows/contract';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { customerFacts } from '../loops/facts.ts';
import { newId } from '../storage/ids.ts';
import type { EnterWorld } from './enter-world.ts';
import type { Leased } from './lease.ts';
import type { LiveFlow } from './live-flows.ts';

/** received → tagged. Themes come from sources and people; what they said is on it already. */
export async function tag({ db }: EnterWorld, { token, docs }: Leased): Promise<void> {
  const received = docs.filter((doc) => doc.stage === 'received');
  if (received.length === 0) return;
  await db.feedback.updateMany(
    { _id: { $in: received.map((doc) => doc._id) }, lease: token, stage: 'received' },
    { $set: { stage: 'tagged' } },
  );
  for (const doc of received) doc.stage = 'tagged';
}

/**
 * tagged → matched: writes down which flows it enters, with which themes. What enters none is at rest: as `tagged` while a theme or
 * a feeling is still to be said, else as `matched`.
 */
export async function match(world: EnterWorld, { token, docs }: Leased, flows: readonly LiveFlow[]): Promise<void> {
  const tagged = docs.filter((doc) => doc.stage === 'tagged');
  if (tagged.length === 0) return;
  const customers = await customersOf(world, tagged);
  const now = world.clock.now();
  await wakeForScores(world, tagged);
  const matched = tagged.map((doc) => [doc, placeOf(doc, customers.get(doc.customer), flows, now)] as const);
  await world.db.feedback.bulkWrite(
    matched.map(([{ _id }, place]) => ({
      updateOne: {
        filter: { _id, lease: token, stage: 'tagged' },
        update: { $set: { ...place, ...(place.pending ? {} : { lease: null, leaseUntil: null, failures: 0, failure: null }) } },
      },
    })),
    { ordered: false },
  );
  for (const [doc, place] of matched) Object.assign(doc, place);
}

/** Who waits for a score of these customers is to look, whatever becomes of the feedback itself. */
async function wakeForScores({ db, clock }: EnterWorld, docs: readonly FeedbackDoc[]): Promise<void> {
  const scored = docs.filter(({ score }) => score !== null).map(({ customer }) => customer);
  if (scored.length === 0) return;
  const waiting = await db.waits.distinct('customer', { state: 'open', what: 'score', customer: { $in: scored } });
  if (waiting.length > 0) await db.rechecks.insertMany(waiting.map((customer) => ({ _id: newId(), customer, at: clock.now() })));
}

type Place = Pick<FeedbackDoc, 'customer' | 'admitted' | 'pending' | 'stage'>;

function placeOf(doc: FeedbackDoc, customer: CustomerDoc | undefined, flows: readonly LiveFlow[], now: Date): Place {
  const admitted = customer && !customer.erasedAt ? admittedTo(doc, customer, flows, now) : [];
  const pending = admitted.length > 0;
  const stage = pending || doc.needs.length === 0 ? 'matched' : 'tagged';
  return { customer: customer?._id ?? doc.customer, admitted, pending, stage };
}

const admittedTo = (doc: FeedbackDoc, customer: CustomerDoc, flows: readonly LiveFlow[], now: Date): FeedbackDoc['admitted'] =>
  flows.flatMap((flow) => {
    const admission = admits(flow.entry, { said: doc, customer: customerFacts(customer), flow, now });
    return 'admitted' in admission ? [{ flow: flow.id, themes: admission.admitted }] : [];
  });

/** The person behind each feedback, by the customer it names; a merge since is followed. */
async function customersOf({ db }: EnterWorld, docs: readonly FeedbackDoc[]): Promise<Map<string, CustomerDoc>> {
  const ids = [...new Set(docs.map((doc) => doc.customer))];
  const found = await db.customers.find({ _id: { $in: ids } }).lean<CustomerDoc[]>();
  const people = await Promise.all(
    found.map(async (row) => [row._id, row.mergedInto ? await survivorOf(db, row.mergedInto) : row] as const),
  );
  return new Map(people.flatMap(([id, person]) => (person ? [[id, person] as const] : [])));
}
