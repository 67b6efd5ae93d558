const QUICK_MS = 100;
const TIMES = 10;

/**
 * Figures that many ask for at once: they are counted once for all who ask meanwhile, and what took long is kept for ten times as
 * long. What is quick is counted anew each time.
 */
export function kept<T>(count: () => Promise<T>): () => Promise<T> {
  let until = 0;
  let last: Promise<T> | null = null;
  return () => {
    if (last && performance.now() < until) return last;
    const begun = performance.now();
    const counting = count();
    last = counting;
    until = Number.POSITIVE_INFINITY;
    const done = (keep: boolean): void => {
      const took = performance.now() - begun;
      if (last === counting) until = keep && took > QUICK_MS ? begun + took * (TIMES + 1) : 0;
    };
    counting.then(
      () => done(true),
      () => done(false),
    );
    return counting;
  };
}
