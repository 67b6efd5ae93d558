import { admits, milliseconds } from '@loopwright/workflows/contract';
import type { Entry } from '@loopwright/workflows/contract';
import type { QueryFilter } from 'mongoose';
import type { CustomerDoc } from '../../customers/customer.schema.ts';
import type { FeedbackDoc } from '../../feedback/feedback.schema.ts';
import { customerFacts } from '../../loops/facts.ts';
import type { Models } from '../../storage/models.ts';

const CHUNK = 500;

/** A feedback that is there already and would start a loop of its own, and whose it is. */
export interface Already {
  feedback: FeedbackDoc;
  customer: CustomerDoc;
  themes: string[];
}

export interface Asking {
  id: string;
  demo: boolean;
  entry: Entry;
  /** Compared where the entry lets in what was said since publishing. */
  firstPublishedAt: Date;
}

/** From which day on something said already may enter: as far back as its age allows. */
export function earliest({ maxAge }: Pick<Entry, 'maxAge'>, now: Date): Date {
  if (maxAge === null) return new Date(0);
  const day = new Date(now.getTime() - milliseconds(maxAge));
  day.setUTCHours(0, 0, 0, 0);
  return day;
}

/** Feedback that is stored and at rest and would enter this flow now, a page at a time, oldest id first. */
export async function* saidAlready(db: Models, flow: Asking, now: Date, from = ''): AsyncGenerator<Already[]> {
  let after = from;
  for (let found = CHUNK; found === CHUNK;) {
    const docs = await db.feedback
      .find({ ...candidates(flow, now), _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(CHUNK)
      .lean<FeedbackDoc[]>();
    found = docs.length;
    after = docs.at(-1)?._id ?? after;
    yield await entering(db, flow, docs, now);
  }
}

function candidates({ demo, entry }: Asking, now: Date): QueryFilter<FeedbackDoc> {
  return {
    demo,
    history: false,
    pending: false,
    occurredAt: { $gte: entry.since === 'publishing' ? earliest(entry, now) : new Date(entry.since) },
    stage: { $in: ['tagged', 'matched', 'looped'] },
    ...(entry.themes ? { 'tags.theme': { $in: entry.themes } } : {}),
    ...(entry.sources ? { source: { $in: entry.sources } } : {}),
  };
}

async function entering(
  db: Models,
  { id, demo, entry, firstPublishedAt }: Asking,
  docs: readonly FeedbackDoc[],
  now: Date,
): Promise<Already[]> {
  const ids = docs.map(({ _id }) => _id);
  const [customers, loops] = await Promise.all([
    db.customers.find({ _id: { $in: docs.map(({ customer }) => customer) }, erasedAt: null }).lean<CustomerDoc[]>(),
    db.loops
      .find({ flow: id, $or: [{ feedback: { $in: ids } }, { joined: { $in: ids } }] }, { feedback: 1, joined: 1 })
      .lean<{ feedback: string; joined: string[] }[]>(),
  ]);
  const inside = new Set(loops.flatMap(({ feedback, joined }) => [feedback, ...joined]));
  const customerOf = new Map(customers.map((customer) => [customer._id, customer]));
  return docs.flatMap((feedback) => {
    const customer = customerOf.get(feedback.customer);
    if (!customer || customer.mergedInto || inside.has(feedback._id)) return [];
    const facts = { said: feedback, customer: customerFacts(customer), flow: { demo, firstPublishedAt }, now };
    const admission = admits(entry, facts);
    return 'admitted' in admission ? [{ feedback, customer, themes: admission.admitted }] : [];
  });
}
