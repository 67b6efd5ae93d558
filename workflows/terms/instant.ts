import { z } from 'zod';

/** An ISO 8601 instant with its offset or Z, read as a Date. Years 1970 to 2999. */
export const Instant = z.iso
  .datetime({ offset: true, message: 'write an ISO 8601 instant with a zone, for example 2026-03-03T10:00:00Z' })
  .transform((text) => new Date(text))
  .refine((date) => date.getTime() >= 0 && date.getUTCFullYear() < 3000, 'write a year from 1970 to 2999');

/** A calendar day without a time: 2027-06-01. */
export const Day = z.iso.date('write a day as 2027-06-01');

const MOST_ZONES = 1000;
const asked = new Map<string, boolean>();

/** Asked of Intl once a name: making a formatter costs far more than all else that is checked in a row of feedback. */
function isZone(zone: string): boolean {
  const known = asked.get(zone);
  if (known !== undefined) return known;
  if (asked.size >= MOST_ZONES) asked.clear();
  const answer = isZoneHere(zone);
  asked.set(zone, answer);
  return answer;
}

function isZoneHere(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** An IANA time zone this machine knows, such as Europe/Berlin; bare offsets are refused. */
export const TimeZone = z.string().max(64).refine(isZone, 'there is no such time zone: write an IANA name such as Europe/Berlin');

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A BCP 47 language tag such as en, de-AT. */
export const Locale = z.string().max(35).refine(isLocale, 'write a language tag such as en or de-AT');
