import { Temporal } from 'temporal-polyfill';

const HOUR = 9;

/** The next 09:00 in a zone: when what is told once a day goes out. */
export function nextDaily(zone: string, now: Date): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const at = (day: Temporal.PlainDate): number =>
    day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: HOUR }) }).epochMilliseconds;
  const today = at(here.toPlainDate());
  return new Date(today > now.getTime() ? today : at(here.toPlainDate().add({ days: 1 })));
}
