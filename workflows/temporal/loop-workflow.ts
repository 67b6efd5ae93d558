import { allHandlersFinished, ApplicationFailure, condition, continueAsNew, defineQuery, setHandler } from '@temporalio/workflow';
import type { Journey, WalkEnd } from '../engine/effects.ts';
import { fresh } from '../engine/journey.ts';
import { walk } from '../engine/walk.ts';
import type { Plan, PlanReference } from '../terms/plan.ts';
import type { WalkState } from '../terms/walk-state.ts';
import { isBug } from './bugs.ts';
import type { LoopStart } from './loop-start.ts';
import { BUG, STANDING } from './names.ts';
import { temporalEffects } from './temporal-effects.ts';

/** A fresh run of the same workflow; another version's plan is named by its hash, and the codec brings it. */
type GoesOn = (plan: PlanReference, start: LoopStart) => Promise<void>;

/**
 * Every loop of every flow, whatever its workflow type. The plan comes expanded and is passed on unchanged: the codec
 * makes a hash of it again. An error of the interpreter itself fails only the task, which waits for a mended worker.
 */
export default async function interpret(plan: Plan, { loop, generation, state = fresh(), trail = [] }: LoopStart): Promise<void> {
  const journey: Journey = { loop, generation, state, trail };
  setHandler(defineQuery<WalkState>(STANDING), () => journey.state);
  const effects = temporalEffects();
  let end: WalkEnd;
  try {
    end = await walk(plan, journey, effects);
  } catch (error) {
    if (!isBug(error)) throw error;
    await effects.finish({ loop, generation, trail: journey.trail, end: 'failed', code: BUG });
    throw ApplicationFailure.nonRetryable(BUG, BUG);
  }
  if (end === 'finished' || end === 'over') return;
  await condition(allHandlersFinished);
  await continueAsNew<GoesOn>(end === 'continued' ? plan : { $plan: end.moved }, journey);
}
