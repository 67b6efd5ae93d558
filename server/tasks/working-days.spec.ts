import { expect, test } from 'vitest';
import { workingDaysLater } from './working-days.ts';

const monToFri = { zone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5] };

test.each([
  ['a Tuesday, two days on', '2026-03-03T10:00:00Z', 2, '2026-03-05T10:00:00.000Z'],
  ['a Friday, over the weekend', '2026-03-06T10:00:00Z', 1, '2026-03-09T10:00:00.000Z'],
  ['a Saturday', '2026-03-07T10:00:00Z', 1, '2026-03-09T10:00:00.000Z'],
  ['over the change of clocks, at the same time on the wall', '2026-03-27T10:00:00Z', 1, '2026-03-30T09:00:00.000Z'],
])('%s', (_, from, days, due) => {
  expect(workingDaysLater(days, new Date(from), monToFri).toISOString()).toBe(due);
});

test('a house that works on Sundays only', () => {
  expect(workingDaysLater(2, new Date('2026-03-03T10:00:00Z'), { zone: 'UTC', workingDays: [7] }).toISOString()).toBe(
    '2026-03-15T10:00:00.000Z',
  );
});
