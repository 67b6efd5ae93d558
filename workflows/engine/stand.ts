import type { ParkCall, WaitOutcome } from '../ports.ts';
import type { Plan } from '../terms/plan.ts';
import type { Effects, Journey } from './effects.ts';
import { carrying, checkpoint } from './journey.ts';
import type { Left } from './step-context.ts';

const LONGEST_SECOND_LOOK_MS = 10 * 60_000;

/** The wait a step itself is has a row of its own for each visit; what an act waits for is told apart by the parks before it. */
function rowName(journey: Journey, step: string, visit: number, waiting: ParkCall['for']): string {
  const own = `${journey.loop}#${String(journey.generation)}#${step}#${String(visit)}`;
  return waiting.what === 'again' || waiting.what === 'resume' ? `${own}#${String(journey.state.parks)}` : own;
}

/**
 * Stands at a wait until the database says that it is settled. A hint or a passed deadline is only a reason to ask.
 * A run always stands through at least one of them, so that fresh runs get on. Asking after a deadline may find the wait held open (a release or the flow is paused): it is looked at again, ever more rarely.
 */
export async function stand(
  plan: Plan,
  journey: Journey,
  effects: Effects,
  step: string,
  waiting: ParkCall['for'],
): Promise<WaitOutcome | Left> {
  const { state } = journey;
  const visit = state.visits[step] ?? 1;
  const wait = rowName(journey, step, visit, waiting);
  const row = { wait, step, visit, plan: plan.$plan, checkpoint: checkpoint(state), for: waiting };
  let result = await carrying(journey, (carried) => effects.park({ ...carried, ...row }));
  let askedLate = 0;
  while (result.state === 'open') {
    const { until } = result;
    await effects.hintOr(askedLate > 0 ? effects.now() + Math.min(LONGEST_SECOND_LOOK_MS, 500 * 2 ** askedLate) : until);
    askedLate = until !== null && until <= effects.now() ? askedLate + 1 : 0;
    result = await carrying(journey, (carried) => effects.settle({ ...carried, wait }));
    if (result.state === 'open' && effects.shouldContinue()) return { left: 'continued' };
  }
  if (result.state === 'over') return { left: 'over' };
  if (result.state === 'moved') {
    journey.state = result.at;
    return { left: 'moved', plan: result.plan };
  }
  state.parks++;
  return result.outcome;
}
