import type { CustomerInFeedback } from '@loopwright/workflows/contract';
import { customersAppStore } from './data/customers-app-store.ts';
import { customersDelivery } from './data/customers-delivery.ts';
import { customersPricingAndApp } from './data/customers-pricing-and-app.ts';
import { customersShop } from './data/customers-shop.ts';
import { customersSurvey } from './data/customers-survey.ts';
import { needed, rowsOf, wordsOf } from './table.ts';

const GUEST = 'guest-';
const COLUMNS = 7;
const TABLES = [customersPricingAndApp, customersAppStore, customersDelivery, customersShop, customersSurvey];
const CONSENT: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** The 250 customers, by the number that feedback rows name them with. */
export function demoCustomers(): Map<string, CustomerInFeedback> {
  const rows = TABLES.flatMap((table) => rowsOf(table, COLUMNS));
  return new Map(rows.map((row) => [needed(row[0], row), customer(row)]));
}

function customer(row: (string | undefined)[]): CustomerInFeedback {
  const [number, name, locale, timeZone, region, habits, reach] = row;
  const [plan, appVersion, orders] = wordsOf(habits);
  const [email, consent] = wordsOf(reach);
  return {
    ...(number?.startsWith(GUEST) ? {} : { externalId: needed(number, row) }),
    ...(email ? { email } : {}),
    ...(name ? { name } : {}),
    ...(locale ? { locale } : {}),
    ...(timeZone ? { timeZone } : {}),
    attributes: {
      ...(plan ? { plan } : {}),
      region: needed(region, row),
      ...(appVersion ? { appVersion } : {}),
      ...(orders ? { ordersLast12Months: Number(orders) } : {}),
    },
    ...(consent ? { consent: { email: CONSENT[consent] } } : {}),
  };
}
