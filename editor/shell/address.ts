import { searchParams } from 'sv-router';

/** Keeps what a list is narrowed to in the address, without a step more for the way back. */
export function keepInAddress(name: string, value: string): void {
  if ((searchParams.get(name) ?? '') === value) return;
  if (value === '') searchParams.delete(name, undefined, { replace: true });
  else searchParams.set(name, value, { replace: true });
}
