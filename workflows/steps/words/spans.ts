import { milliseconds } from '../../terms/duration.ts';
import type { Duration } from '../../terms/duration.ts';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** "90 days", "36 hours": the largest unit that says it exactly. Equal durations read alike. */
export function spanWords(duration: Duration): string {
  const ms = milliseconds(duration);
  if (ms === 0) return 'no time';
  const [unit, length] = UNITS.find(([, size]) => ms % size === 0) ?? UNITS[3];
  return counted(ms / length, unit);
}

export const counted = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A calendar day, 2027-06-01, as 1 June 2027. */
export function dayWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${String(Number(date))} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** An instant in UTC: the day alone at midnight. Equal instants read alike. */
export function instantWords(instant: string): string {
  const [day = '', time = ''] = new Date(instant).toISOString().split('T');
  const clock = time.replace('Z', '').replace(/(:00)?\.000$/, '');
  return clock === '00:00' ? dayWords(day) : `${dayWords(day)} ${clock} UTC`;
}
