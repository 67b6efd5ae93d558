import { dayOfYear, dayParts, dayWithYear, relative } from '../formatters.ts';
import { inline, wordsOf, type HelperSet } from './helper.ts';

const DAY = 86_400_000;

/** The calendar day an instant falls on in a zone, as year, month, day. */
function dayIn(instant: Date, zone: string): { year: number; day: number } {
  const parts = dayParts('en', zone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
  return { year: part('year'), day: Date.UTC(part('year'), part('month') - 1, part('day')) / DAY };
}

function distance(days: number): [number, Intl.RelativeTimeFormatUnit] {
  const far = Math.abs(days);
  if (far < 14) return [days, 'day'];
  if (far < 60) return [Math.round(days / 7), 'week'];
  if (far < 730) return [Math.round(days / 30.44), 'month'];
  return [Math.round(days / 365.25), 'year'];
}

/** Dates as the customer's own calendar shows them, counted from the instant of sending. */
export const calendar: HelperSet = ({ input: { zone, now, formatLocale } }) => {
  let asked: ReturnType<typeof dayIn> | undefined;
  const today = (): ReturnType<typeof dayIn> => (asked ??= dayIn(now, zone));
  const onInstant = (word: (instant: Date) => string) =>
    inline((value) => (value === undefined ? undefined : word(new Date(wordsOf(value)))));
  return {
    date: onInstant((instant) => {
      const sameYear = dayIn(instant, zone).year === today().year;
      return (sameYear ? dayOfYear : dayWithYear)(formatLocale, zone).format(instant);
    }),
    ago: onInstant((instant) => {
      const [count, unit] = distance(dayIn(instant, zone).day - today().day);
      return relative(formatLocale).format(count, unit);
    }),
  };
};
