import { megabytes, seconds } from './amounts.mjs';

/** Runs `work` and, while it lasts, says every few seconds that it still goes on, with the size reached where there is one. */
export async function withHeartbeat(log, what, work, { size, everyMs = 4_000 } = {}) {
  const since = Date.now();
  const beat = setInterval(async () => {
    const bytes = size ? await size() : 0;
    log(`${what} … ${bytes > 0 ? `${megabytes(bytes)}, ` : ''}${seconds(since)}`);
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
