const AT_LAST_MS = 2_000;
/** Where the browser does not say when it has nothing to do. */
const A_MOMENT_MS = 200;

/** When the page has painted what it has, and has nothing else to do: the time to load what nobody sees yet. */
export const idle = (): Promise<void> =>
  new Promise((now) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => now(), { timeout: AT_LAST_MS });
    else setTimeout(now, A_MOMENT_MS);
  });
