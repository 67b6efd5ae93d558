import { Temporal } from 'temporal-polyfill';

/** So many working days later at the same time on the wall; days on which nobody works do not count. 1 = Monday. */
export function workingDaysLater(days: number, from: Date, { zone, workingDays }: { zone: string; workingDays: readonly number[] }): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone);
  let day = start.toPlainDate();
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 });
    if (workingDays.includes(day.dayOfWeek)) left -= 1;
  }
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime: start.toPlainTime() }).epochMilliseconds);
}
