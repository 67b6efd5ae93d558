import { expect, test } from 'vitest';
import { nextDaily } from './next-daily.ts';

test.each([
  ['before nine it is today', 'Europe/Berlin', '2026-01-15T07:59:59Z', '2026-01-15T08:00:00.000Z'],
  ['at nine it is tomorrow', 'Europe/Berlin', '2026-01-15T08:00:00Z', '2026-01-16T08:00:00.000Z'],
  ['over the change of clocks it stays nine', 'Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T07:00:00.000Z'],
  ['in the zone’s own day', 'Pacific/Auckland', '2026-01-15T21:00:00Z', '2026-01-16T20:00:00.000Z'],
])('%s', (_, zone, now, next) => {
  expect(nextDaily(zone, new Date(now)).toISOString()).toBe(next);
});
