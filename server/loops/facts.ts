import type { ConditionFacts, Said } from '@loopwright/workflows/contract';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { Models } from '../storage/models.ts';
import type { LoopDoc } from './loop.schema.ts';

/** What conditions and `covers` read about one loop. */
export interface LoopFacts {
  loop: LoopDoc;
  customer: CustomerDoc;
  feedback: FeedbackDoc;
}

const maybe = <T>(value: T | null): T | undefined => value ?? undefined;

export const customerFacts = (customer: Pick<CustomerDoc, 'attributes' | 'locale' | 'timeZone'>): ConditionFacts['customer'] => ({
  attributes: customer.attributes,
  locale: maybe(customer.locale),
  timeZone: maybe(customer.timeZone),
});

export const feedbackFacts = (feedback: FeedbackDoc): ConditionFacts['feedback'] => ({
  source: feedback.source,
  brand: maybe(feedback.brand),
  language: maybe(feedback.language),
  score: maybe(feedback.score),
  event: maybe(feedback.event),
  attributes: feedback.attributes,
});

/** What the customer said with the themes at stake; a joined complaint moves `occurredAt` on. */
export const saidOf = (facts: LoopFacts, themes: readonly string[]): Said => ({
  ...feedbackFacts(facts.feedback),
  themes,
  occurredAt: facts.loop.spokeAt,
});

/** Facts of one loop that was read already; null where its documents are gone. */
export async function factsOf(db: Models, loop: LoopDoc): Promise<LoopFacts | null> {
  const [customer, feedback] = await Promise.all([
    db.customers.findById(loop.customer).lean<CustomerDoc | null>(),
    db.feedback.findById(loop.feedback).lean<FeedbackDoc | null>(),
  ]);
  return customer && feedback ? { loop, customer, feedback } : null;
}

/** Facts of many loops in three reads, by loop id; a loop whose documents are gone is left out. */
export async function loadFacts(db: Models, loopIds: readonly string[]): Promise<Map<string, LoopFacts>> {
  const loops = await db.loops.find({ _id: { $in: loopIds } }).lean<LoopDoc[]>();
  const [customers, feedback] = await Promise.all([
    db.customers.find({ _id: { $in: loops.map((loop) => loop.customer) } }).lean<CustomerDoc[]>(),
    db.feedback.find({ _id: { $in: loops.map((loop) => loop.feedback) } }).lean<FeedbackDoc[]>(),
  ]);
  const customerOf = new Map(customers.map((customer) => [customer._id, customer]));
  const feedbackOf = new Map(feedback.map((one) => [one._id, one]));
  const facts = new Map<string, LoopFacts>();
  for (const loop of loops) {
    const customer = customerOf.get(loop.customer);
    const said = feedbackOf.get(loop.feedback);
    if (customer && said) facts.set(loop._id, { loop, customer, feedback: said });
  }
  return facts;
}
