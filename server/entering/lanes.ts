/** Runs `work` over all, at most `lanes` at a time. The first error stops it, after what is under way. */
export async function inLanes<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  let stopped = false;
  const lane = async (): Promise<void> => {
    while (!stopped && next < all.length) {
      const one = all[next] as T;
      next += 1;
      try {
        await work(one);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(lanes, all.length) }, lane));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
