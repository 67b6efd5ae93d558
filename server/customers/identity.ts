import type { ClientSession, mongo } from 'mongoose';
import type { CustomerInFeedback } from '@loopwright/workflows/contract';
import { houseRules } from '../house-rules/house-rules.ts';
import { newId } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import { native } from '../storage/native.ts';
import type { RecheckDoc } from '../waiting/wait.schema.ts';
import type { CustomerDoc } from './customer.schema.ts';
import { addressOf, decides, withSaid } from './said-of-customer.ts';
import type { CustomerFacts } from './said-of-customer.ts';
import { namesAnew, searchTerms } from './search-terms.ts';

/** Who a feedback is from: the row its number or address names, and the person that row stands for now. */
export interface Identified {
  person: string;
  customer: string;
}

type Row = CustomerDoc & { fresh?: true; changed?: Partial<CustomerFacts & Pick<CustomerDoc, 'terms'>> };

/**
 * The customers of one batch of feedback, read at once, changed in memory, written at once, within one transaction. A company-wide
 * number names a customer; an address alone names one where there is no number; a shared address is no proof of anything. Feedback with
 * neither has a customer of its own.
 */
export class Identities {
  private readonly rows = new Map<string, Row>();
  private readonly named = new Map<string, Row>();

  private constructor(
    private readonly db: Models,
    private readonly now: Date,
    private readonly demo: boolean,
    private readonly session: ClientSession,
    private readonly searchable: readonly string[],
  ) {}

  static async read(
    db: Models,
    said: readonly CustomerInFeedback[],
    now: Date,
    demo: boolean,
    session: ClientSession,
  ): Promise<Identities> {
    const { searchable } = await houseRules(db);
    const identities = new Identities(db, now, demo, session, searchable);
    const numbers = said.flatMap((one) => one.externalId ?? []);
    const addresses = said.flatMap((one) => (one.externalId ? [] : (addressOf(one) ?? [])));
    const either = [
      ...(numbers.length > 0 ? [{ externalId: { $in: [...new Set(numbers)] } }] : []),
      ...(addresses.length > 0 ? [{ knownBy: { $in: [...new Set(addresses)] } }] : []),
    ];
    if (either.length > 0) await identities.load({ $or: either, demo });
    return identities;
  }

  /** Takes down what a feedback says of its customer. Null where the customer would have too many attributes. */
  take(said: CustomerInFeedback, at: Date): Identified | null {
    const name = said.externalId ? `n:${said.externalId}` : `a:${addressOf(said) ?? newId()}`;
    const person = this.named.get(name) ?? this.fresh(said);
    const customer = this.survivor(person);
    for (const row of new Set([customer, person])) {
      const changed = withSaid(row, said, at);
      if (changed === 'too-many') return null;
      if (changed) this.note(row, changed);
    }
    this.rows.set(person._id, person);
    this.named.set(name, person);
    return { person: person._id, customer: customer._id };
  }

  private note(row: Row, changed: Partial<CustomerFacts>): void {
    Object.assign(row, changed);
    row.changed = { ...row.changed, ...changed };
    if (!namesAnew(changed)) return;
    row.terms = searchTerms(row, this.searchable);
    row.changed.terms = row.terms;
  }

  /** Writes what changed; every row built upon is touched. Returns how many rechecks were written. */
  async write(): Promise<number> {
    const rows = [...this.rows.values()];
    const fresh = rows.filter((row) => row.fresh).map(({ fresh: _, changed: __, ...row }) => row);
    const known = rows.filter((row) => !row.fresh);
    const { session } = this;
    if (fresh.length > 0) await native<CustomerDoc>(this.db.customers).insertMany(fresh, { session });
    if (known.length > 0)
      await native<CustomerDoc>(this.db.customers).bulkWrite(
        known.map(({ _id, changed }) => ({
          updateOne: { filter: { _id }, update: { ...(changed ? { $set: changed } : {}), $inc: { turn: 1 } } },
        })),
        { session, ordered: false },
      );
    return this.recheck(known.filter((row) => row.changed && decides(row.changed)).map((row) => row._id));
  }

  /** Only customers with open loops have waits to look at again; a loop that opens beside this makes one of the two start again. */
  private async recheck(customers: string[]): Promise<number> {
    if (customers.length === 0) return 0;
    const open = await this.db.loops.distinct('customer', { customer: { $in: customers }, status: 'open' }).session(this.session);
    if (open.length === 0) return 0;
    const rows = open.map((customer) => ({ _id: newId(), customer, at: this.now }));
    await native<RecheckDoc>(this.db.rechecks).insertMany(rows, { session: this.session });
    return rows.length;
  }

  private survivor(person: Row): Row {
    let row = person;
    for (let hops = 0; row.mergedInto && hops < 20; hops += 1) row = this.rows.get(row.mergedInto) ?? row;
    return row;
  }

  private fresh(said: CustomerInFeedback): Row {
    const row: Row = {
      _id: newId(),
      externalId: said.externalId ?? null,
      knownBy: said.externalId ? null : addressOf(said),
      emails: [],
      name: null,
      locale: null,
      timeZone: null,
      attributes: {},
      attributesAt: {},
      factsAt: {},
      consent: {},
      arm: Math.random(),
      draws: {},
      mergedInto: null,
      demo: this.demo,
      erasedAt: null,
      turn: 0,
      createdAt: this.now,
      fresh: true,
    };
    row.terms = searchTerms(row, this.searchable);
    return row;
  }

  /** Rows by what names them, and the survivors they point to. */
  private async load(filter: mongo.Filter<CustomerDoc>): Promise<void> {
    const found: Row[] = await native<CustomerDoc>(this.db.customers).find(filter, { session: this.session }).toArray();
    for (const row of found) {
      this.rows.set(row._id, row);
      if (row.externalId) this.named.set(`n:${row.externalId}`, row);
      else if (row.knownBy) this.named.set(`a:${row.knownBy}`, row);
    }
    const further = found.flatMap((row) => (row.mergedInto && !this.rows.has(row.mergedInto) ? [row.mergedInto] : []));
    if (further.length > 0) await this.load({ _id: { $in: further } });
  }
}
