import type { ActCall, ActResult, Carried } from '../ports.ts';
import type { Plan, PlanStep } from '../terms/plan.ts';
import type { Effects, Journey } from './effects.ts';
import { Impossible } from './effects.ts';
import { carrying } from './journey.ts';
import { own } from './own.ts';
import { stand } from './stand.ts';
import type { Answered, Asking, Left, Unwound } from './step-context.ts';

/** The hand that a step in a `verified` or `declined` path acts upon. */
function inHand(step: PlanStep, journey: Journey): ActCall['hand'] {
  if (!step.hand) return null;
  const hand = own(journey.state.hands, step.hand.wait);
  if (!hand) throw new Impossible(`nothing in hand at ${step.id}`);
  return { ...hand, wait: step.hand.wait };
}

/** Calls a step's activity, and again after each park it asks for, until it has come to an exit. */
export async function callStep(
  plan: Plan,
  step: PlanStep,
  journey: Journey,
  effects: Effects,
  by: 'act' | 'decide',
  asking: Asking = {},
): Promise<Answered | Left | Unwound> {
  const visit = own(journey.state.visits, step.id) ?? 1;
  const call = { step: step.id, kind: step.kind, visit, plan: plan.$plan, config: step.config, hand: inHand(step, journey), ...asking };
  const ask = (carried: Carried): Promise<ActResult> => effects[by]({ ...carried, ...call });
  for (;;) {
    const result = await carrying(journey, ask);
    if ('exit' in result) return result;
    if ('over' in result) return { left: 'over' };
    if ('unwind' in result) return { unwound: result.code };
    const waiting = 'paused' in result ? ({ what: 'resume' } as const) : ({ what: 'again', ...result.later } as const);
    const parked = await stand(plan, journey, effects, step.id, waiting);
    if ('left' in parked) return parked;
  }
}
