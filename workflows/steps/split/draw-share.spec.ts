import { describe, expect, it } from 'vitest';
import { drawShare } from './draw-share.ts';

const shares = [
  { key: 'a', percent: 20 },
  { key: 'b', percent: 80 },
];

describe('the first draw of a split', () => {
  it('gives every customer the same share each time', () => {
    expect(drawShare('customer-7#split', shares)).toBe(drawShare('customer-7#split', shares));
  });

  it('puts customers into shares by their percentages', () => {
    const drawn = Array.from({ length: 10_000 }, (_, i) => drawShare(`customer-${String(i)}#split`, shares));
    const inA = drawn.filter((key) => key === 'a').length;
    expect(inA).toBeGreaterThan(1850);
    expect(inA).toBeLessThan(2150);
  });

  it('draws anew at another step', () => {
    const same = Array.from({ length: 1000 }, (_, i) => String(i)).filter(
      (customer) => drawShare(`${customer}#x`, shares) === drawShare(`${customer}#y`, shares),
    );
    expect(same.length).toBeLessThan(750);
  });
});
