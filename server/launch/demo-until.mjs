import { setTimeout as pause } from 'node:timers/promises';
import { mustHold } from './demo-expect.mjs';

const LIMIT_MS = 240_000;
const SILENCE_MS = 8_000;

/** Looks again and again until something is there, says meanwhile how far it is, and gives the story up where it never comes. */
export async function until(
  signal,
  look,
  { everyMs = 100, silenceMs = SILENCE_MS, say = () => {}, otherwise = () => 'nothing had come.' },
) {
  const since = Date.now();
  let said = since;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() - since >= LIMIT_MS) mustHold(false, `after ${LIMIT_MS / 60_000} minutes ${otherwise()}`);
    if (Date.now() - said >= silenceMs) {
      said = Date.now();
      say();
    }
    await pause(everyMs, undefined, { signal });
  }
}
