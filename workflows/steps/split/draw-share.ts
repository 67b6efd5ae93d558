import { fraction } from '../../engine/hash.ts';

export interface Share {
  key: string;
  percent: number;
}

/** The first draw of a split: the seed names customer and step. Shares are weighed against their sum. */
export function drawShare(seed: string, shares: readonly Share[]): string {
  const last = shares.at(-1);
  if (!last) throw new RangeError('a split needs shares');
  let left = fraction(seed) * shares.reduce((sum, share) => sum + share.percent, 0);
  for (const share of shares) {
    left -= share.percent;
    if (left < 0) return share.key;
  }
  return last.key;
}
