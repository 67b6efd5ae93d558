import type { PastPerson } from '@loopwright/workflows/backtest';
import type { CustomerDoc } from '../../../server/customers/customer.schema.ts';
import type { FeedbackDoc } from '../../../server/feedback/feedback.schema.ts';
import type { Models } from '../../../server/storage/models.ts';
import { native } from '../../../server/storage/native.ts';

/** People and what they said as the database would hold them after an import. */
export async function store(db: Models, pages: Iterable<readonly PastPerson[]>): Promise<void> {
  for (const page of pages) {
    await native<CustomerDoc>(db.customers).insertMany(page.map(customerOf));
    await native<FeedbackDoc>(db.feedback).insertMany(page.flatMap(feedbackOf));
  }
}

const customerOf = ({ id, customer, refused }: PastPerson): CustomerDoc => ({
  _id: id,
  externalId: null,
  knownBy: null,
  emails: refused['email'] === undefined ? [`${id}@example.com`] : [],
  name: `Customer ${id}`,
  locale: null,
  timeZone: customer.timeZone ?? null,
  attributes: { ...customer.attributes },
  attributesAt: {},
  factsAt: {},
  consent: {},
  arm: 0.5,
  draws: {},
  mergedInto: null,
  demo: false,
  erasedAt: null,
  terms: [],
  turn: 0,
  createdAt: new Date(0),
});

const feedbackOf = ({ id: customer, said }: PastPerson): FeedbackDoc[] =>
  said.map(({ id, tags, attributes, ...rest }) => ({
    ...rest,
    _id: id,
    externalId: id,
    attributes: { ...attributes },
    tags: tags.map((tag) => ({ ...tag, by: 'source' as const })),
    customer,
    person: customer,
    stage: 'matched',
    pending: false,
    admitted: [],
    needs: [],
    history: true,
    lease: null,
    leaseUntil: null,
    failures: 0,
    failure: null,
  }));
