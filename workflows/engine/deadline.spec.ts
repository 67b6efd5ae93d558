import { describe, expect, it } from 'vitest';
import { deadlineOf } from './deadline.ts';
import { fraction, hash } from './hash.ts';

const MINUTE = 60_000;
const jitters = (limitMs: number): number[] =>
  Array.from({ length: 2000 }, (_, i) => deadlineOf({ from: 1000, limitMs, seed: `loop-${String(i)}#1#wait#1` }) - 1000 - limitMs);

describe('a deadline', () => {
  it('is never early and at most five minutes late', () => {
    const all = jitters(90 * 24 * 60 * MINUTE);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(5 * MINUTE);
  });

  it('spreads loops opened together over the whole jitter', () => {
    const tenths = new Set(jitters(90 * 24 * 60 * MINUTE).map((ms) => Math.floor(ms / (30 * 1000))));
    expect(tenths.size).toBeGreaterThanOrEqual(10);
  });

  it('is at most one per cent late where the limit is short, and exact where one per cent is nothing', () => {
    expect(Math.max(...jitters(10 * MINUTE))).toBeLessThanOrEqual(6000);
    expect(new Set(jitters(50))).toEqual(new Set([0]));
  });

  it('is the same for the same seed, today and in every version', () => {
    expect(deadlineOf({ from: 0, limitMs: 100 * MINUTE, seed: 'a' })).toBe(deadlineOf({ from: 0, limitMs: 100 * MINUTE, seed: 'a' }));
    expect([hash(''), hash('a'), hash('feedback-1#wait#1')]).toEqual([2872998923, 2448022055, 2616826796]);
  });

  it('rests on a hash that is even', () => {
    const below = Array.from({ length: 10_000 }, (_, i) => fraction(`customer-${String(i)}#split`)).filter((part) => part < 0.25).length;
    expect(below).toBeGreaterThan(2300);
    expect(below).toBeLessThan(2700);
  });
});
