import type { CustomerDoc } from '../../../server/customers/customer.schema.ts';
import { searchTerms } from '../../../server/customers/search-terms.ts';
import type { FeedbackDoc } from '../../../server/feedback/feedback.schema.ts';
import type { Models } from '../../../server/storage/models.ts';
import { native } from '../../../server/storage/native.ts';

const BATCH = 5_000;
const MINUTE = 60_000;
const GIVEN = [
  'Ana',
  'Björn',
  'Chidi',
  'Dilara',
  'Élodie',
  'Farid',
  'Grace',
  'Hiroshi',
  'Ines',
  'Jamal',
  'Katarzyna',
  'Linh',
  'Marta',
  'Noor',
];
const FAMILY = ['Ruiz', 'Öztürk', 'Okafor', 'Lindqvist', 'Moreau', 'Haddad', 'Tanaka', 'Silva', 'Kowalska', 'Nguyen', 'Weber', 'Novák'];
const SAID = ['The price at the till was not the price on the shelf.', 'My parcel came two weeks late.', 'The app forgets my cart.'];

export const SEARCHABLE = 'customer.attributes.order';

/** What somebody in the filled database is found by. */
export const personAt = (n: number) => ({
  id: `filled-${String(n).padStart(9, '0')}`,
  name: `${GIVEN[n % GIVEN.length] ?? ''} ${FAMILY[Math.floor(n / GIVEN.length) % FAMILY.length] ?? ''} ${n.toString(36)}`,
  email: `person.${String(n)}@example.com`,
  order: `HB-${String(1_000_000 + n)}`,
});

/** Invented customers and their feedback, as ingest would have left them, until there are so many. Goes on where it was stopped. */
export async function fill(db: Models, wanted: { customers: number; feedbackEach: number }, say: (words: string) => void): Promise<void> {
  const began = Date.parse('2025-01-01T00:00:00Z');
  const have = await db.customers.countDocuments({ _id: /^filled-/ });
  for (let from = have - (have % BATCH); from < wanted.customers; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, wanted.customers - from) }, (_, index) => from + index);
    const ids = numbers.map((n) => personAt(n).id);
    await db.feedback.collection.deleteMany({ customer: { $in: ids } });
    await db.customers.collection.deleteMany({ _id: { $in: ids } } as object);
    const feedback = numbers.flatMap((n) => Array.from({ length: wanted.feedbackEach }, (_, k) => said(n, k, began)));
    await native<FeedbackDoc>(db.feedback).insertMany(feedback, { ordered: false });
    await native<CustomerDoc>(db.customers).insertMany(
      numbers.map((n) => person(n, began)),
      { ordered: false },
    );
    if (from % (20 * BATCH) === 0) say(`${String(from + numbers.length)} of ${String(wanted.customers)} customers are there`);
  }
}

function person(n: number, began: number): CustomerDoc {
  const { id, name, email, order } = personAt(n);
  const row: CustomerDoc = {
    _id: id,
    externalId: `C-${String(n)}`,
    knownBy: null,
    emails: [email],
    name,
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    attributes: { order: [order], plan: n % 3 === 0 ? 'pro' : 'basic' },
    attributesAt: {},
    factsAt: {},
    consent: {},
    arm: (n % 1000) / 1000,
    draws: {},
    mergedInto: null,
    demo: false,
    erasedAt: null,
    turn: 0,
    createdAt: new Date(began + n * 300),
  };
  return { ...row, terms: searchTerms(row, [SEARCHABLE]) };
}

function said(n: number, k: number, began: number): FeedbackDoc {
  const { id } = personAt(n);
  return {
    _id: `${id}-${String(k)}`,
    source: k % 2 === 0 ? 'survey' : 'app',
    externalId: `${id}-${String(k)}`,
    text: SAID[(n + k) % SAID.length] ?? null,
    score: (n + k) % 11,
    scoreKind: 'nps',
    event: null,
    occurredAt: new Date(began + n * 300 + k * MINUTE),
    receivedAt: new Date(began + n * 300 + k * MINUTE),
    language: 'en',
    brand: null,
    attributes: {},
    customer: id,
    person: id,
    tags: [{ theme: ['pricing', 'delivery', 'app'][(n + k) % 3] ?? 'pricing', by: 'source', confirmed: true }],
    feeling: 'complaint',
    feelingConfirmed: true,
    stage: 'looped',
    pending: false,
    admitted: [],
    needs: [],
    history: true,
    demo: false,
    lease: null,
    leaseUntil: null,
    failures: 0,
    failure: null,
  };
}
