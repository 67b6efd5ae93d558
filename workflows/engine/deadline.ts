import { fraction } from './hash.ts';

const MOST_JITTER_MS = 5 * 60_000;
const JITTER_SHARE = 0.01;

/**
 * The instant a wait ends, in epoch ms: never before its limit and at most min(5 minutes, 1 % of it) later, so that
 * loops opened together do not all wake together. The seed decides, so a preview gives what the real loop gets.
 */
export function deadlineOf({ from, limitMs, seed }: { from: number; limitMs: number; seed: string }): number {
  const most = Math.min(MOST_JITTER_MS, Math.floor(limitMs * JITTER_SHARE));
  return from + limitMs + Math.floor(fraction(seed) * (most + 1));
}
