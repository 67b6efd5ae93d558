import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kept } from './kept.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Counts how often it was asked, and takes so long. */
function counter(takesMs: number) {
  let times = 0;
  return kept(
    () =>
      new Promise<number>((resolve) => {
        times += 1;
        const mine = times;
        setTimeout(() => resolve(mine), takesMs);
      }),
  );
}

async function after<T>(ms: number, asked: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(ms);
  return asked;
}

describe('figures that many ask for', () => {
  it('are counted anew each time where that is quick', async () => {
    const ask = counter(50);
    expect(await after(50, ask())).toBe(1);
    expect(await after(50, ask())).toBe(2);
  });

  it('are kept for ten times as long as they took', async () => {
    const ask = counter(200);
    expect(await after(200, ask())).toBe(1);
    expect(await after(1_900, ask())).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(await after(200, ask())).toBe(2);
  });

  it('are counted once more for all who ask while they are being counted, and not from before they asked', async () => {
    const ask = counter(50);
    const first = ask();
    await vi.advanceTimersByTimeAsync(25);
    const late = [ask(), ask(), ask()];
    expect(await after(25, first)).toBe(1);
    expect(await after(50, Promise.all(late))).toEqual([2, 2, 2]);
  });

  it('are asked for again after a failure', async () => {
    let times = 0;
    const ask = kept(() => {
      times += 1;
      return times === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(times);
    });
    await expect(ask()).rejects.toThrow('no answer');
    expect(await ask()).toBe(2);
  });
});
