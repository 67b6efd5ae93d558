import type { CustomerDoc } from './customer.schema.ts';

export type ShownCustomer = ReturnType<typeof shownCustomer>;

/** A customer as the API shows it. `mergedInto` names the person this row stands for now. */
export function shownCustomer(doc: CustomerDoc) {
  return {
    id: doc._id,
    externalId: doc.externalId,
    email: doc.emails[0] ?? null,
    emails: doc.emails,
    name: doc.name,
    locale: doc.locale,
    timeZone: doc.timeZone,
    attributes: doc.attributes,
    consent: doc.consent,
    demo: doc.demo,
    mergedInto: doc.mergedInto,
    erasedAt: doc.erasedAt,
    createdAt: doc.createdAt,
  };
}
