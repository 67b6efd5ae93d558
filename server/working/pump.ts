import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { withoutValues } from '../app/log.ts';

/** Something done again and again: at once while it finds work, else after a pause. */
export interface Pump {
  name: string;
  pauseMs: number;
  /** How much it found to do. */
  run(): Promise<number>;
}

const LONGEST_BACK_OFF_MS = 15_000;

/** Runs a pump until aborted; one that fails is tried again, ever more slowly, and never stops the others. */
export async function keepPumping(pump: Pump, log: Logger, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    let pause = pump.pauseMs;
    try {
      if ((await pump.run()) > 0) pause = 0;
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = Math.min(LONGEST_BACK_OFF_MS, 200 * 2 ** failures);
      log.warn({ pump: pump.name, failures, error: withoutValues(error) });
    }
    if (pause > 0) await delay(pause, undefined, { signal }).catch(() => undefined);
  }
}
