const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TUESDAY = 2;
const SHIPPING_HOUR = 10;
const SPOKE_AFTER = 0.4;

/** The last Tuesday, 10:00 UTC, at least an hour before `now`. At that hour it is Tuesday nearly everywhere. */
export function lastTuesday(now: Date): Date {
  const tuesday = new Date(now);
  tuesday.setUTCDate(tuesday.getUTCDate() - ((tuesday.getUTCDay() - TUESDAY + 7) % 7));
  tuesday.setUTCHours(SHIPPING_HOUR, 0, 0, 0);
  return tuesday.getTime() + HOUR <= now.getTime() ? tuesday : new Date(tuesday.getTime() - 7 * DAY);
}

/** So many exact days of 24 hours before `now`; no calendar, so that a change of clocks moves nothing. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - Math.round(days * DAY));

/** A moment after the change shipped and before `now`. */
export const afterShipping = (now: Date): Date => {
  const shipped = lastTuesday(now).getTime();
  return new Date(shipped + Math.floor((now.getTime() - shipped) * SPOKE_AFTER));
};

/** Up to an hour, the same for the same place: people do not write on the full minute. */
export const unevenly = (place: number): number => ((place * 37) % 60) * MINUTE + ((place * 17) % 60) * 1000 + ((place * 331) % 1000);
