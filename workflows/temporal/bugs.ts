import { ActivityFailure, ApplicationFailure, sleep } from '@temporalio/workflow';
import { Impossible } from '../engine/effects.ts';
import { BUG } from './names.ts';
import { BUG_ATTEMPTS } from './retries.ts';

/** Whether something is wrong with the program, not with the world. Local activities reject with the failure itself, others wrap it. */
export function isBug(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof Impossible || (cause instanceof ApplicationFailure && cause.type === BUG);
}

/** Tries a call that fails by a bug a few times. Counted here: activities count anew after a crash, and count outages too. */
export function patiently<Call, Answer>(call: (argument: Call) => Promise<Answer>): (argument: Call) => Promise<Answer> {
  return async (argument) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call(argument);
      } catch (error) {
        if (!isBug(error) || attempt === BUG_ATTEMPTS) throw error;
        await sleep(1000 * 2 ** attempt);
      }
    }
  };
}
