import type { WaitOutcome } from '../ports.ts';
import type { Exited, Left } from './step-context.ts';

/** What came of a wait for somebody's answer: the exit they chose, else the one for nobody answering in time. */
export function saidOr(outcome: WaitOutcome | Left, about: string, unanswered: string): Exited | Left {
  if ('left' in outcome) return outcome;
  if (!('as' in outcome)) return { exit: unanswered, code: 'timed-out', about };
  return { exit: outcome.as, about, ...(outcome.code !== undefined && { code: outcome.code }) };
}
