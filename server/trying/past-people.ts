import type { PastFeedback, PastMessage, PastPerson } from '@loopwright/workflows/backtest';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { customerFacts } from '../loops/facts.ts';
import type { Models } from '../storage/models.ts';
import { native } from '../storage/native.ts';
import type { Channels } from '../telling/channel.port.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { Suppressions } from '../telling/suppression.ts';

const PEOPLE_A_READ = 500;
const ROWS_A_BATCH = 2_000;
const ROW = {
  ...{ source: 1, brand: 1, language: 1, text: 1, score: 1, scoreKind: 1, event: 1, attributes: 1, tags: 1, feeling: 1 },
  ...{ feelingConfirmed: 1, occurredAt: 1, receivedAt: 1, history: 1, demo: 1, customer: 1 },
} as const;
const PERSON = {
  ...{ attributes: 1, attributesAt: 1, locale: 1, timeZone: 1, emails: 1, externalId: 1, consent: 1, arm: 1, draws: 1, erasedAt: 1 },
} as const;

type Row = Pick<FeedbackDoc, '_id' | keyof typeof ROW>;
type Who = Pick<CustomerDoc, '_id' | keyof typeof PERSON>;

export interface Past {
  flow: string;
  demo: boolean;
  from: Date;
  to: Date;
  /** Attributes that the flow's conditions ask for. */
  asked: readonly string[];
}

/** Everybody who said something in a time, with what is known of them, some hundred at once: read in the order of an index. */
export class PastPeople {
  /** How many of those read have facts that the flow asks for and that were said only after they spoke. */
  knownLater = 0;

  constructor(
    private readonly db: Models,
    private readonly channels: Channels,
    private readonly suppressions: Suppressions,
    private readonly past: Past,
  ) {}

  total(): Promise<number> {
    return this.db.feedback.countDocuments(this.said());
  }

  async *pages(): AsyncGenerator<PastPerson[]> {
    const rows = native<Row>(this.db.feedback)
      .find(this.said(), { projection: ROW, batchSize: ROWS_A_BATCH })
      .sort({ customer: -1, occurredAt: 1 })
      .hint({ customer: 1, occurredAt: -1 });
    let page = new Map<string, Row[]>();
    for await (const row of rows) {
      const theirs = page.get(row.customer);
      if (theirs) theirs.push(row);
      else if (page.size < PEOPLE_A_READ) page.set(row.customer, [row]);
      else {
        yield await this.people(page);
        page = new Map([[row.customer, [row]]]);
      }
    }
    yield await this.people(page);
  }

  private said() {
    const { from, to, demo } = this.past;
    return { occurredAt: { $gte: from, $lte: to }, demo };
  }

  private async people(page: ReadonlyMap<string, Row[]>): Promise<PastPerson[]> {
    const ids = [...page.keys()];
    const [customers, messages] = await Promise.all([
      native<Who>(this.db.customers)
        .find({ _id: { $in: ids } }, { projection: PERSON })
        .toArray(),
      this.messages(ids),
    ]);
    const suppressed = await this.suppressed(customers);
    return customers.flatMap((who) => {
      const said = page.get(who._id);
      return said && !who.erasedAt ? [this.person(who, said, messages.get(who._id) ?? [], suppressed)] : [];
    });
  }

  private person(who: Who, rows: readonly Row[], messages: PastMessage[], suppressed: ReadonlySet<string>): PastPerson {
    const said = rows.map(({ _id: id, ...row }): PastFeedback => ({ id, ...row })).sort(bySaid);
    const first = said[0]?.occurredAt ?? new Date(0);
    if (this.past.asked.some((name) => (who.attributesAt[name] ?? first) > first)) this.knownLater += 1;
    return {
      id: who._id,
      customer: customerFacts(who),
      said,
      refused: this.refused(who, suppressed),
      arm: who.arm,
      draws: drawsIn(this.past.flow, who.draws),
      messages,
    };
  }

  /** As the gate refuses, and in its order. */
  private refused(who: Who, suppressed: ReadonlySet<string>): PastPerson['refused'] {
    const refused: Record<string, string> = {};
    for (const channel of ['email', 'webhook'] as const) {
      const address = this.channels[channel].addressOf({ ...who, demo: this.past.demo });
      if (who.consent[channel] === false) refused[channel] = 'no-consent';
      else if (address === null) refused[channel] = 'no-address';
      else if (suppressed.has(address)) refused[channel] = 'suppressed';
    }
    return refused;
  }

  private async suppressed(customers: readonly Who[]): Promise<ReadonlySet<string>> {
    if ((await this.db.suppressions.estimatedDocumentCount()) === 0) return new Set();
    return this.suppressions.among(
      customers.flatMap(({ emails, externalId }) => [...emails, ...(externalId === null ? [] : [externalId])]),
    );
  }

  /** What other flows wrote to them; this flow is played anew. */
  private async messages(ids: readonly string[]): Promise<Map<string, PastMessage[]>> {
    const found = await native<MessageDoc>(this.db.messages)
      .find(
        { customer: { $in: [...ids] }, flow: { $ne: this.past.flow }, state: { $in: ['sent', 'unknown'] } },
        { projection: { customer: 1, claim: 1, sentAt: 1, handedAt: 1, createdAt: 1 } },
      )
      .toArray();
    const byCustomer = new Map<string, PastMessage[]>();
    for (const { customer, claim, sentAt, handedAt, createdAt } of found) {
      if (claim?.purpose === 'correction') continue;
      const told = claim && { improvement: claim.improvement, purpose: claim.purpose };
      const theirs = byCustomer.get(customer) ?? [];
      theirs.push({ at: (sentAt ?? handedAt ?? createdAt).getTime(), told });
      byCustomer.set(customer, theirs);
    }
    return byCustomer;
  }
}

const bySaid = (a: PastFeedback, b: PastFeedback): number => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1);

/** Shares drawn before are kept under `<flow>/<step>`. */
export const drawsIn = (flow: string, draws: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(draws).flatMap(([name, share]) => (name.startsWith(`${flow}/`) ? [[name.slice(flow.length + 1), share]] : [])),
  );
