import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import type { Attributes, Consent } from '@loopwright/workflows/contract';
import { Hints } from '../app/hints.ts';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, invalid, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { inTransaction } from '../storage/transaction.ts';
import { wantRecheck } from '../waiting/recheck.ts';
import type { CustomerDoc } from './customer.schema.ts';
import { withSaid } from './said-of-customer.ts';
import { setFacts } from './set-facts.ts';
import { shownCustomer } from './shown-customer.ts';
import type { ShownCustomer } from './shown-customer.ts';

/** What an agent may say of a customer; null takes a fact away. */
export interface CustomerPatch {
  name?: string | null | undefined;
  email?: string | null | undefined;
  locale?: string | null | undefined;
  timeZone?: string | null | undefined;
  attributes?: Attributes | undefined;
  consent?: Consent | undefined;
}

interface Filters {
  externalId?: string | undefined;
  email?: string | undefined;
  name?: string | undefined;
}

const ANY_CASE = { collation: { locale: 'en', strength: 2 } };

@Injectable()
export class Customers {
  constructor(
    private readonly world: World,
    private readonly hints: Hints,
  ) {}

  /** People, not rows: those merged into another and those erased are left out. `name` is how it begins, in any case. */
  list({ limit, cursor, externalId, email, name }: PageQuery & Filters): Promise<PageOf<ShownCustomer>> {
    const filter = {
      mergedInto: null,
      erasedAt: null,
      ...(externalId === undefined ? {} : { externalId }),
      ...(email === undefined ? {} : { emails: email.trim().toLowerCase() }),
      ...(name === undefined ? {} : { name: { $gte: name, $lt: `${name}\u{10FFFF}` } }),
    };
    return pageOf(this.world.db.customers, filter, 'createdAt', { limit, cursor }, shownCustomer, name === undefined ? {} : ANY_CASE);
  }

  async read(id: string): Promise<ShownCustomer> {
    const doc = await this.world.db.customers.findById(id).lean<CustomerDoc | null>();
    if (!doc) throw notFound('a customer');
    return shownCustomer(doc);
  }

  /** Changes what is known, as of now; waits that it may concern are looked at again. */
  async change(id: string, patch: CustomerPatch): Promise<ShownCustomer> {
    const doc = await inTransaction(this.world.connection, async (session) => {
      const before = await standing(this.world.db, id, session);
      const changes = this.changes(before, patch);
      if (Object.keys(changes).length === 0) return before;
      await setFacts(this.world.db, before, changes, session);
      await wantRecheck(this.world.db, this.world.clock, id, session);
      return { ...before, ...changes };
    });
    this.hints.soon();
    return shownCustomer(doc);
  }

  private changes(before: CustomerDoc, { name, email, locale, timeZone, attributes, consent }: CustomerPatch): Partial<CustomerDoc> {
    const now = this.world.clock.now();
    const given = Object.fromEntries(
      Object.entries({ name, email, locale, timeZone, attributes, consent }).filter(([, value]) => value !== undefined && value !== null),
    );
    const said = withSaid(before, given, now);
    if (said === 'too-many')
      throw invalid([{ path: 'attributes', message: 'with these the customer would have more than 200 attributes' }]);
    const away = Object.entries({ name, locale, timeZone }).filter(([, value]) => value === null);
    return {
      ...said,
      ...Object.fromEntries(away.map(([fact]) => [fact, null])),
      ...(email === null ? { emails: [] } : {}),
      ...(away.length > 0
        ? { factsAt: { ...(said?.factsAt ?? before.factsAt), ...Object.fromEntries(away.map(([fact]) => [fact, now])) } }
        : {}),
    };
  }
}

/** A customer that can still be changed: there, not erased, and not another's part. */
export async function standing(db: World['db'], id: string, session: ClientSession): Promise<CustomerDoc> {
  const doc = await db.customers.findById(id).session(session).lean<CustomerDoc | null>();
  if (!doc) throw notFound('a customer');
  if (doc.erasedAt) throw conflict('erased', 'This customer was erased.');
  if (doc.mergedInto)
    throw conflict('merged', 'This row was merged into another customer; ask for that one.', { survivor: doc.mergedInto });
  return doc;
}
