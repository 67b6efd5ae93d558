import { Temporal } from 'temporal-polyfill';

/** How days are written in a file: `dayFirst` for 3/5/2026 (null: not said); `zone` for times that name none. */
export interface DateManner {
  dayFirst: boolean | null;
  zone: string;
}

interface Parts {
  year: number;
  month: number;
  day: number;
}

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, 'i');
const NUMBERS = new RegExp(String.raw`^(\d{1,2})([-/. ]|\. )(\d{1,2})\2(\d{4}|\d{2})${TIME}$`, 'i');
const DAY_NAMED = new RegExp(String.raw`^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})${TIME}$`, 'i');
const MONTH_NAMED = new RegExp(String.raw`^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`, 'i');
const SECONDS = /^1\d{9}$/;
const MILLISECONDS = /^1\d{12}$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The instant a cell names. A day without a time is the end of that day: a change of the same day did not surely come after what was
 * said. Null where it is no date, `ambiguous` where day and month cannot be told apart.
 */
export function readDate(cell: string, { dayFirst, zone }: DateManner): Date | 'ambiguous' | null {
  const epoch = SECONDS.test(cell) ? Number(cell) * 1000 : MILLISECONDS.test(cell) ? Number(cell) : null;
  if (epoch !== null) return new Date(epoch);
  const found = partsOf(cell, dayFirst);
  if (found === null || found === 'ambiguous') return found;
  return instantOf(found.parts, found.time, zone);
}

type Time = (string | undefined)[];

function partsOf(cell: string, dayFirst: boolean | null): { parts: Parts; time: Time } | 'ambiguous' | null {
  const year = YEAR_FIRST.exec(cell);
  if (year) return { parts: { year: Number(year[1]), month: Number(year[2]), day: Number(year[3]) }, time: year.slice(4) };
  const numbers = NUMBERS.exec(cell);
  if (numbers) {
    const parts = ordered(numbers, dayFirst);
    return parts === 'ambiguous' ? parts : { parts, time: numbers.slice(5) };
  }
  const [named, [day, month]] = DAY_NAMED.test(cell)
    ? ([DAY_NAMED.exec(cell), [1, 2]] as const)
    : ([MONTH_NAMED.exec(cell), [2, 1]] as const);
  if (!named) return null;
  const place = MONTHS.indexOf((named[month] ?? '').slice(0, 3).toLowerCase());
  return place === -1 ? null : { parts: { year: Number(named[3]), month: place + 1, day: Number(named[day]) }, time: named.slice(4) };
}

function ordered([, a, separator, b, y]: RegExpExecArray, said: boolean | null): Parts | 'ambiguous' {
  const [first, second] = [Number(a), Number(b)];
  const year = Number(y) + (y?.length === 2 ? 2000 : 0);
  const dayFirst = said ?? dayIsFirst(first, second, separator ?? '');
  if (dayFirst === null) return 'ambiguous';
  return dayFirst ? { year, month: second, day: first } : { year, month: first, day: second };
}

/** What the numbers themselves say; nobody writes the month first before a dot. */
function dayIsFirst(first: number, second: number, separator: string): boolean | null {
  if (first > 12 || separator.startsWith('.') || first === second) return true;
  return second > 12 ? false : null;
}

function instantOf(parts: Parts, [hour, minute, second = '0', half, offset]: Time, zone: string): Date | null {
  const clock = hour === undefined ? { hour: 23, minute: 59, second: 59 } : clockOf(Number(hour), Number(minute), Number(second), half);
  try {
    const local = Temporal.PlainDateTime.from({ ...parts, ...clock }, { overflow: 'reject' });
    const at = local.toZonedDateTime(offset === undefined ? zone : 'UTC').epochMilliseconds;
    return new Date(at - (offset === undefined ? 0 : minutesOf(offset) * 60_000));
  } catch {
    return null;
  }
}

function clockOf(hour: number, minute: number, second: number, half: string | undefined) {
  const twelve = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return { hour: twelve, minute, second };
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** What these cells say of how days are written: how many are dates, and which comes first where that matters. */
export function mannerOf(cells: readonly string[]): { dates: number; dayFirst: boolean | null; unsure: boolean } {
  let [dates, day, month, either] = [0, 0, 0, 0];
  for (const cell of cells) {
    const read = readDate(cell, { dayFirst: null, zone: 'UTC' });
    if (read === null) continue;
    dates += 1;
    if (read === 'ambiguous') either += 1;
    else if (NUMBERS.test(cell)) {
      if (sameEitherWay(cell)) continue;
      if (readDate(cell, { dayFirst: true, zone: 'UTC' }) === null) month += 1;
      else day += 1;
    }
  }
  const told = day + month > 0;
  return { dates, dayFirst: told ? day >= month : null, unsure: !told && either > 0 };
}

function sameEitherWay(cell: string): boolean {
  const [, a, separator = '', b] = NUMBERS.exec(cell) ?? [];
  return Number(a) === Number(b) && !separator.startsWith('.');
}
