import { setTimeout as delay } from 'node:timers/promises';
import type { Answered, Deployment } from '../harness/deployment.ts';

const TRY_AGAIN_MS = 100;
const AWAY = new Set([502, 503, 504]);

/**
 * Asks again while nobody answers or the answer is "not now", as any source of feedback does. What is refused for another reason
 * than an outage is answered as it is.
 */
async function persist<T>(deployment: Deployment, method: string, path: string, body?: unknown, withinMs = 90_000): Promise<Answered<T>> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await deployment.ask<T>(method, path, body).catch(() => null);
    if (answer && !AWAY.has(answer.status)) return answer;
    if (Date.now() > until) throw new Error(`${method} ${path} was not answered within ${String(withinMs / 1000)} s`);
    await delay(TRY_AGAIN_MS);
  }
}

/** As `persist`, and what comes must be a yes, or one of the refusals that mean it was done before. */
export async function persistDone<T>(
  deployment: Deployment,
  method: string,
  path: string,
  body?: unknown,
  doneBefore: readonly number[] = [],
): Promise<T> {
  const answer = await persist<T>(deployment, method, path, body);
  if (answer.status >= 300 && !doneBefore.includes(answer.status))
    throw new Error(`${method} ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
