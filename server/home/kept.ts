const QUICK_MS = 100;
const TIMES = 10;

/**
 * Figures that many ask for at once. What took long to count is kept for ten times as long. Who asks while it is being counted gets
 * the next count, one for all of them: what they know of has happened by then.
 */
export function kept<T>(count: () => Promise<T>): () => Promise<T> {
  let last: { value: Promise<T>; until: number } | null = null;
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;

  const ask = (): Promise<T> => {
    if (last && performance.now() < last.until) return last.value;
    if (!running) return begin();
    next ??= running.then(() => {
      next = null;
      return ask();
    });
    return next;
  };
  const begin = (): Promise<T> => {
    const begun = performance.now();
    const value = count();
    const end = (): void => {
      const ended = performance.now();
      running = null;
      last = ended - begun > QUICK_MS ? { value, until: ended + (ended - begun) * TIMES } : null;
    };
    running = value.then(end, () => {
      running = null;
    });
    return value;
  };
  return ask;
}
