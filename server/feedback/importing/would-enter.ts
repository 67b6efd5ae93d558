import { createHash } from 'node:crypto';
import { admits } from '@loopwright/workflows/contract';
import type { CustomerDoc } from '../../customers/customer.schema.ts';
import { addressOf } from '../../customers/said-of-customer.ts';
import type { LiveFlow } from '../../entering/live-flows.ts';
import type { SourceDoc } from '../../sources/source.schema.ts';
import type { Models } from '../../storage/models.ts';
import type { FeedbackDoc } from '../feedback.schema.ts';
import { newFeedback } from '../new-feedback.ts';
import type { Row } from '../row.ts';
import { Tally } from './tally.ts';

type Known = Pick<CustomerDoc, 'externalId' | 'knownBy' | 'attributes' | 'locale' | 'timeZone'>;

/** How many of the rows would let a loop begin, were they taken as said now; `toConfirm` only once a person has looked at their themes. */
export interface Starts {
  rows: number;
  people: number;
  toConfirm: number;
}

/** Counts who would enter a live flow, asked as the flows themselves ask. */
export class WouldEnter {
  readonly starts: Starts = { rows: 0, people: 0, toConfirm: 0 };
  private readonly people = new Tally();

  constructor(
    private readonly db: Models,
    private readonly flows: readonly LiveFlow[],
    private readonly source: SourceDoc,
    private readonly now: Date,
  ) {}

  async count(rows: readonly Row[]): Promise<void> {
    if (this.flows.length === 0) return;
    const known = this.flows.some(({ entry }) => entry.onlyIf) ? await this.known(rows) : new Map<string, Known>();
    for (const row of rows) {
      const found = this.enters(row, known.get(nameOf(row) ?? ''));
      if (found === 'not-confirmed') this.starts.toConfirm += 1;
      if (found !== 'enters') continue;
      this.starts.rows += 1;
      this.people.add(
        createHash('sha256')
          .update(nameOf(row) ?? `row ${String(row.index)}`)
          .digest(),
      );
    }
    this.starts.people = this.people.different;
  }

  private enters({ input }: Row, known: Known | undefined): 'enters' | 'not-confirmed' | 'not' {
    const nobody = { person: '', customer: '' };
    const said: FeedbackDoc = newFeedback(input, nobody, this.source, { demo: this.source.demo, history: false }, this.now);
    const { attributes, locale, timeZone } = input.customer;
    const customer = {
      attributes: { ...known?.attributes, ...attributes },
      locale: locale ?? known?.locale ?? undefined,
      timeZone: timeZone ?? known?.timeZone ?? undefined,
    };
    const admitted = this.flows.map((flow) => admits(flow.entry, { said, customer, flow, now: this.now }));
    if (admitted.some((one) => 'admitted' in one)) return 'enters';
    return admitted.some((one) => 'not' in one && one.not === 'not-confirmed') ? 'not-confirmed' : 'not';
  }

  private async known(rows: readonly Row[]): Promise<Map<string, Known>> {
    const numbers = rows.flatMap(({ input }) => input.customer.externalId ?? []);
    const addresses = rows.flatMap(({ input }) => (input.customer.externalId ? [] : (addressOf(input.customer) ?? [])));
    const found = await this.db.customers
      .find(
        { demo: this.source.demo, $or: [{ externalId: { $in: numbers } }, { knownBy: { $in: addresses } }] },
        { externalId: 1, knownBy: 1, attributes: 1, locale: 1, timeZone: 1 },
      )
      .lean<Known[]>();
    return new Map(found.map((one) => [one.externalId === null ? `a:${one.knownBy ?? ''}` : `n:${one.externalId}`, one]));
  }
}

/** Who speaks, as customers are told apart; null for nobody known. */
function nameOf({ input: { customer } }: Row): string | null {
  if (customer.externalId) return `n:${customer.externalId}`;
  const address = addressOf(customer);
  return address === null ? null : `a:${address}`;
}
