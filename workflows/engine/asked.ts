import type { WaitOutcome } from '../ports.ts';
import type { Left, StepResult } from './step-context.ts';

/** What came of a wait for somebody's answer: the exit they chose, else the one for nobody answering in time. */
export function saidOr(outcome: WaitOutcome | Left, about: string, unanswered: string): StepResult {
  if ('left' in outcome) return outcome;
  if (outcome.exit === 'untrue') return { unwound: outcome.code };
  if (outcome.exit !== 'answered') return { exit: unanswered, code: 'timed-out', about };
  return { exit: outcome.as, about: outcome.about ?? about, ...(outcome.code !== undefined && { code: outcome.code }) };
}
