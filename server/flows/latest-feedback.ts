import { Injectable } from '@nestjs/common';
import { answers } from '@loopwright/workflows/contract';
import type { Answer, Condition } from '@loopwright/workflows/contract';
import { World } from '../app/world.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { customerFacts, feedbackFacts } from '../loops/facts.ts';
import { KnownFields } from '../loops/known-fields.ts';
import type { ScopeFields } from '../loops/known-fields.ts';

const LOOKED_AT = 5_000;
const CHUNK = 1_000;

/** Of the people who spoke last: whom a condition is true for, and of whom what it asks is not known. */
export interface Matching {
  people: number;
  matching: number;
  unknown: number;
  /** How many of the latest feedback were looked at, and whether there is more. */
  feedback: number;
  more: boolean;
}

/** What the latest feedback and those who gave it say of a condition that somebody is drawing. */
@Injectable()
export class LatestFeedback {
  constructor(private readonly world: World) {}

  async fields(): Promise<ScopeFields> {
    const known = new KnownFields();
    for await (const { customer, feedback } of this.pairs()) known.add(customer, feedback);
    return known.read();
  }

  /** Somebody who spoke twice matches if either does, and is unknown only if neither answers. */
  async matching(condition: Condition): Promise<Matching> {
    const said = new Map<string, Answer>();
    let looked = 0;
    for await (const { customer, feedback } of this.pairs()) {
      looked += 1;
      const answer = answers(condition, { customer: customerFacts(customer), feedback: feedbackFacts(feedback) });
      said.set(customer._id, better(said.get(customer._id), answer));
    }
    const count = (wanted: Answer): number => [...said.values()].filter((one) => one === wanted).length;
    return { people: said.size, matching: count('yes'), unknown: count('unknown'), feedback: looked, more: looked >= LOOKED_AT };
  }

  /** The latest feedback with whose it is, but of nobody who was erased. */
  async *pairs(): AsyncGenerator<{ customer: CustomerDoc; feedback: FeedbackDoc }> {
    const { db } = this.world;
    const latest = await db.feedback.find({}, { text: 0 }).sort({ receivedAt: -1, _id: -1 }).limit(LOOKED_AT).lean<FeedbackDoc[]>();
    for (let from = 0; from < latest.length; from += CHUNK) {
      const chunk = latest.slice(from, from + CHUNK);
      const ids = [...new Set(chunk.map(({ customer }) => customer))];
      const customers = await db.customers.find({ _id: { $in: ids }, erasedAt: null }).lean<CustomerDoc[]>();
      const byId = new Map(customers.map((customer) => [customer._id, customer]));
      for (const feedback of chunk) {
        const customer = byId.get(feedback.customer);
        if (customer) yield { customer, feedback };
      }
    }
  }
}

const ORDER: readonly Answer[] = ['unknown', 'no', 'yes'];
const better = (a: Answer | undefined, b: Answer): Answer => (a !== undefined && ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b);
