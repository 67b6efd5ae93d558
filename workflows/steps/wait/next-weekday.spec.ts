import { describe, expect, it } from 'vitest';
import { nextWeekday } from './next-weekday.ts';

const at = (text: string): number => Date.parse(text);
const next = (weekday: number, time: string, from: string, zone = 'Europe/Berlin'): string =>
  new Date(nextWeekday({ weekday, time }, at(from), zone)).toISOString();

describe('the next weekday and time in a zone', () => {
  it.each([
    ['is today if still ahead', 2, '09:00', '2026-03-03T07:59:59Z', '2026-03-03T08:00:00.000Z'],
    ['is next week from that very instant on', 2, '09:00', '2026-03-03T08:00:00Z', '2026-03-10T08:00:00.000Z'],
    ['counts the day in the zone, not in UTC', 3, '00:30', '2026-03-03T23:15:00Z', '2026-03-03T23:30:00.000Z'],
    ['keeps the wall time when the clocks go forward in between', 1, '09:00', '2026-03-27T12:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['keeps the wall time when the clocks go back in between', 1, '09:00', '2026-10-23T12:00:00Z', '2026-10-26T08:00:00.000Z'],
    ['takes a time that the clocks skip after the gap', 7, '02:30', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    ['takes a time that comes twice the first time', 7, '02:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['does not take the second of two', 7, '02:30', '2026-10-25T00:45:00Z', '2026-11-01T01:30:00.000Z'],
  ])('%s', (_, weekday, time, from, expected) => {
    expect(next(weekday, time, from)).toBe(expected);
  });

  it('knows zones far from UTC and with odd offsets', () => {
    expect(next(1, '08:00', '2026-03-01T18:30:00Z', 'Pacific/Auckland')).toBe('2026-03-01T19:00:00.000Z');
    expect(next(1, '08:00', '2026-03-01T18:30:00Z', 'Asia/Kathmandu')).toBe('2026-03-02T02:15:00.000Z');
  });
});
