import { expect, vi } from 'vitest';

/** Waits for something another process does, as long as a busy machine may need for it. */
export const eventually = (look: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      expect(look()).toBe(true);
    },
    { timeout: 20_000, interval: 25 },
  );
