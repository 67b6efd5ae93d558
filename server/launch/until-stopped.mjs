/**
 * Turns the signals that end a program into an abort signal, and a promise that also keeps this process alive until then. Further signals
 * change nothing, for the stop has limits of its own.
 */
export function untilStopped() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => controller.abort());
  const stopped = () =>
    new Promise((resolve) => {
      if (controller.signal.aborted) return resolve();
      const alive = setInterval(() => {}, 60_000);
      return controller.signal.addEventListener('abort', () => resolve(clearInterval(alive)));
    });
  return { signal: controller.signal, stopped };
}
