import { Temporal } from 'temporal-polyfill';

/**
 * The first instant from `now` on at which messages may leave: `from` ≤ local hour < `to` in the customer's zone. `from` > `to` spans
 * midnight. Where a clock change skips the opening hour, the first instant after it (RFC 9557 "compatible" disambiguation).
 */
export function nextOpenInstant(hours: { from: number; to: number } | null, zone: string, now: Date): Date {
  if (!hours || hours.from === hours.to) return now;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const open =
    hours.from < hours.to ? local.hour >= hours.from && local.hour < hours.to : local.hour >= hours.from || local.hour < hours.to;
  if (open) return now;
  const today = opening(local.toPlainDate(), hours.from, zone);
  const next = today > now.getTime() ? today : opening(local.toPlainDate().add({ days: 1 }), hours.from, zone);
  return new Date(next);
}

const opening = (day: Temporal.PlainDate, hour: number, zone: string): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) }).epochMilliseconds;
