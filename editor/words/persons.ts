import type { Customer } from '../api/shapes.ts';

export const nameOf = (customer: Customer): string =>
  customer.name ?? customer.email ?? (customer.externalId === null ? 'A customer without a name' : `Customer ${customer.externalId}`);
