import { Injectable } from '@nestjs/common';
import { admits } from '@loopwright/workflows/contract';
import type { Flow } from '@loopwright/workflows/contract';
import { World } from '../app/world.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { onlyInvented } from '../feedback/only-invented.ts';
import { Flows } from '../flows/flows.ts';
import { customersFound } from '../search/customers-found.ts';
import { entryFacts } from './entry-facts.ts';
import { NOT_LET_IN } from './entry-words.ts';

/** Somebody a flow can be tried on, by one thing they said. */
export interface Candidate {
  feedbackId: string;
  customer: { id: string; name: string | null };
  text: string | null;
  source: string;
  occurredAt: Date;
  letsIn: boolean;
  words: string;
  hasAddress: boolean;
  /** Of the demo: shown where nobody real has said anything yet. */
  invented: boolean;
}

export interface Candidates {
  items: Candidate[];
  /** Whom the flow lets in and can write to, and whom it lets in and cannot; null where nobody lately is such. */
  typical: string | null;
  withoutAddress: string | null;
}

const FOUND = 10;
const LATELY = 300;
const SHOWN = 20;

@Injectable()
export class TryOn {
  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {}

  /** Those found by name, number or address; without words those who spoke lately, whom the flow lets in first. */
  async of(flow: string, tree: Flow, typed: string): Promise<Candidates> {
    const doc = await this.flows.find(flow);
    const own = await this.said(tree, doc.demo, typed);
    const said = own.length > 0 || doc.demo || !(await onlyInvented(this.world.db)) ? own : await this.said(tree, true, typed);
    const customers = await this.world.db.customers
      .find({ _id: { $in: said.map(({ customer }) => customer) }, erasedAt: null })
      .lean<CustomerDoc[]>();
    const byId = new Map(customers.map((one) => [one._id, one]));
    const all = said.flatMap((feedback): Candidate[] => {
      const customer = byId.get(feedback.customer);
      if (!customer) return [];
      const admission = admits(tree.entry, entryFacts(doc, { customer, feedback, opened: feedback.receivedAt }).facts);
      const letsIn = 'admitted' in admission;
      return [
        {
          feedbackId: feedback._id,
          customer: { id: customer._id, name: customer.name },
          text: feedback.text,
          source: feedback.source,
          occurredAt: feedback.occurredAt,
          letsIn,
          words: letsIn ? 'The flow lets them in.' : NOT_LET_IN[admission.not],
          hasAddress: customer.emails.length > 0,
          invented: feedback.demo && !doc.demo,
        },
      ];
    });
    const let_ = all.filter(({ letsIn }) => letsIn);
    return {
      items: [...let_, ...all.filter(({ letsIn }) => !letsIn)].slice(0, SHOWN),
      typical: let_.find(({ hasAddress }) => hasAddress)?.feedbackId ?? null,
      withoutAddress: let_.find(({ hasAddress }) => !hasAddress)?.feedbackId ?? null,
    };
  }

  private async said({ entry }: Flow, demo: boolean, typed: string): Promise<FeedbackDoc[]> {
    const { db } = this.world;
    if (typed !== '') {
      const found = (await customersFound(db, typed, FOUND)).filter((one) => one.demo === demo);
      return db.feedback
        .find({ customer: { $in: found.map(({ _id }) => _id) } })
        .sort({ occurredAt: -1 })
        .limit(LATELY)
        .lean<FeedbackDoc[]>();
    }
    if (entry.themes)
      return db.feedback
        .find({ 'tags.theme': { $in: entry.themes }, demo })
        .sort({ occurredAt: -1 })
        .limit(LATELY)
        .lean<FeedbackDoc[]>();
    return db.feedback.find({ demo }).sort({ receivedAt: -1, _id: -1 }).limit(LATELY).lean<FeedbackDoc[]>();
  }
}
