import { z } from 'zod';

const SECOND = 1000;
const UNITS = { W: 604_800 * SECOND, D: 86_400 * SECOND, H: 3_600 * SECOND, M: 60 * SECOND, S: SECOND } as const;
const SHAPE = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const LONGEST_DAYS = 1826;

/** ISO 8601-1 §5.5.2 durations with exact units only (P1D = 24 h). Null when the text is none. */
function exactMilliseconds(text: string): number | null {
  const parts = SHAPE.exec(text);
  if (!parts || /(^P|T)$/.test(text)) return null;
  const [, w, d, h, m, s] = parts;
  return (
    Number(w ?? 0) * UNITS.W + Number(d ?? 0) * UNITS.D + Number(h ?? 0) * UNITS.H + Number(m ?? 0) * UNITS.M + Number(s ?? 0) * UNITS.S
  );
}

function whyNot(text: string): string | null {
  const ms = exactMilliseconds(text);
  const tooLong = `the longest is P${String(LONGEST_DAYS)}D (5 years)`;
  if (ms !== null) return ms > LONGEST_DAYS * UNITS.D ? tooLong : null;
  const calendar = /^P(?:(\d+)Y)?(?:(\d+)M)?/.exec(text);
  const days = Number(calendar?.[1] ?? 0) * 365 + Number(calendar?.[2] ?? 0) * 30;
  if (days > LONGEST_DAYS) return tooLong;
  return days > 0
    ? `months and years differ in length: write days, for example P${String(days)}D`
    : 'write an ISO 8601 duration such as P90D or PT10M';
}

/** An ISO 8601 duration of exact length, at most P1826D. */
export const Duration = z.string().superRefine((text, context) => {
  const message = whyNot(text);
  if (message) context.addIssue({ code: 'custom', message });
});
export type Duration = z.infer<typeof Duration>;

/** Milliseconds of a duration that passed `Duration`; throws RangeError on any other text. */
export function milliseconds(duration: Duration): number {
  const ms = exactMilliseconds(duration);
  if (ms === null) throw new RangeError('not an exact ISO 8601 duration');
  return ms;
}
