import { Temporal } from 'temporal-polyfill';

export interface Weekday {
  /** 1 = Monday. */
  weekday: number;
  /** HH:MM on the wall in that zone. */
  time: string;
}

/**
 * The next such day and time in a zone, in epoch ms: today if still ahead, never `from` itself. A time that the clocks
 * skip is taken after the gap, one that comes twice the first time.
 */
export function nextWeekday({ weekday, time }: Weekday, from: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  const first = today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
  const at = (date: Temporal.PlainDate): number => date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
  const ahead = at(first);
  return ahead > from ? ahead : at(first.add({ days: 7 }));
}
