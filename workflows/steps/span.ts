import { Duration, milliseconds } from '../terms/duration.ts';

/** A duration longer than nothing. */
export const Span = Duration.refine((text) => !isNothing(text), 'write a length of time above zero');

/** Texts that are no durations are another check's matter. */
function isNothing(text: string): boolean {
  try {
    return milliseconds(text) === 0;
  } catch {
    return false;
  }
}
