import type { Logger } from 'pino';
import { withoutValues } from '../app/log.ts';

/** A hint that does not get through loses nothing: the fact is written, and the sweeper repeats the hint. */
export async function tryHint(log: Pick<Logger, 'warn'>, hint: () => Promise<unknown>): Promise<void> {
  try {
    await hint();
  } catch (error) {
    log.warn({ hint: withoutValues(error) });
  }
}
