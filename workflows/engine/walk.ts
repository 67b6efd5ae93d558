import { RUNNERS } from '../steps/runners.ts';
import type { Ahead } from '../ports.ts';
import type { Plan, PlanStep, Target } from '../terms/plan.ts';
import type { Effects, Journey, WalkEnd } from './effects.ts';
import { Impossible } from './effects.ts';
import { handsAt } from './hands.ts';
import { carrying, record } from './journey.ts';
import { own } from './own.ts';
import { stand } from './stand.ts';
import { callStep } from './step-call.ts';
import type { Ending, Exited, StepContext, StepResult } from './step-context.ts';

/**
 * Walks a plan from where the journey stands. Deterministic: everything it learns comes through the effects, so the
 * same answers give the same calls in the same order. A journey that stands at a step begins that step's visit again.
 */
export async function walk(plan: Plan, journey: Journey, effects: Effects): Promise<WalkEnd> {
  const { state } = journey;
  let target: Target | null = state.at === null ? plan.first : null;
  for (;;) {
    if (target && 'end' in target) return finish(journey, effects, { end: 'ended', code: target.end });
    if (target) arrive(plan, journey, target.to);
    if (effects.shouldContinue()) return 'continued';
    const step = stepAt(plan, state.at);
    const result = await run(plan, step, journey, effects);
    if ('left' in result) return result.left === 'moved' ? { moved: result.plan } : result.left;
    const ending: Ending | null = 'exit' in result && result.ending ? result.ending : null;
    target = 'unwound' in result ? unwind(step, result.unwound, journey, effects) : leave(step, result, journey, effects);
    if (ending) return finish(journey, effects, ending);
  }
}

function stepAt(plan: Plan, id: string | null): PlanStep {
  const step = id === null ? undefined : own(plan.steps, id);
  if (!step) throw new Impossible(`no step ${String(id)} in plan ${plan.$plan}`);
  return step;
}

/** Counts the visit on arrival: `state` alone says where a restarted walk stands. */
function arrive(plan: Plan, { state }: Journey, id: string): void {
  state.at = id;
  state.visits[id] = (own(state.visits, id) ?? 0) + 1;
  state.hands = handsAt(plan, id, state.hands);
}

function run(plan: Plan, step: PlanStep, journey: Journey, effects: Effects): Promise<StepResult> {
  const runner = own(RUNNERS, step.kind);
  if (!runner) throw new Impossible(`no kind ${step.kind}`);
  const kept = own(journey.state.hands, step.id);
  const context: StepContext = {
    config: step.config,
    ...(kept && { deadline: kept.deadline }),
    park: (waiting) => stand(plan, journey, effects, step.id, waiting),
    ahead: (exit) => aheadOf(step, exit, journey),
    passOver: ({ step: id, visit }) => (journey.state.visits[id] = visit),
    decide: (asking) => callStep(plan, step, journey, effects, 'decide', asking),
    act: () => callStep(plan, step, journey, effects, 'act'),
  };
  return runner(context);
}

function aheadOf(step: PlanStep, exit: string, { state }: Journey): Ahead | null {
  const target = own(step.exits, exit);
  return target && 'to' in target ? { step: target.to, visit: (own(state.visits, target.to) ?? 0) + 1 } : null;
}

/** Back to the wait that put the improvement in hand; its deadline stays in `hands` until that wait is settled anew. */
function unwind(step: PlanStep, code: string, journey: Journey, effects: Effects): Target {
  if (!step.hand) throw new Impossible(`nothing to unwind at ${step.id}`);
  note(step, { exit: 'unwound', code }, journey, effects);
  return { to: step.hand.wait };
}

function leave(step: PlanStep, result: Exited, journey: Journey, effects: Effects): Target | null {
  note(step, result, journey, effects);
  const { state } = journey;
  const { [step.id]: _replaced, ...others } = state.hands;
  state.hands = result.hand ? { ...others, [step.id]: { visit: own(state.visits, step.id) ?? 1, ...result.hand } } : others;
  if (result.ending) return null;
  const target = own(step.exits, result.exit);
  if (!target) throw new Impossible(`${step.kind} has no exit ${result.exit}`);
  return target;
}

function note(step: PlanStep, { exit, code, about }: Exited, journey: Journey, effects: Effects): void {
  const what = { exit, ...(code !== undefined && { code }), ...(about !== undefined && { about }) };
  record(journey, { at: effects.now(), step: step.id, kind: step.kind, visit: own(journey.state.visits, step.id) ?? 1, ...what });
}

async function finish(journey: Journey, effects: Effects, ending: Ending): Promise<WalkEnd> {
  await carrying(journey, (carried) => effects.finish({ ...carried, ...ending }));
  return 'finished';
}
