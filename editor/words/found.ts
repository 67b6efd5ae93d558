import type { Found } from '../api/shapes.ts';
import { p } from '../routes.ts';

/** What can be found, in the order it is shown, with its heading. */
export const KINDS: readonly [Found['kind'], string][] = [
  ['customer', 'Customers'],
  ['improvement', 'Improvements'],
  ['flow', 'Flows'],
  ['theme', 'Themes'],
  ['template', 'Templates'],
];

export function addressOf({ kind, id }: Found): string {
  if (kind === 'customer') return p('/customers/:id', { params: { id } });
  if (kind === 'improvement') return p('/improvements/:id', { params: { id } });
  if (kind === 'flow') return p('/flows/:id', { params: { id } });
  return kind === 'theme' ? p('/themes/:key', { params: { key: id } }) : p('/templates/:name', { params: { name: id } });
}
