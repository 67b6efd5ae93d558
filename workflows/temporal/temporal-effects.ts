import { condition, defineSignal, proxyActivities, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Effects } from '../engine/effects.ts';
import { counted } from '../engine/run-budget.ts';
import type { ActCall, ActResult, LoopActivities } from '../ports.ts';
import { patiently } from './bugs.ts';
import { HINT, TELLING } from './names.ts';
import { BOOKKEEPING, TELLING_ACTS } from './retries.ts';

const MOST_CALLS = 250;

/** An act as history sees it: its settings stay in the plan. */
export type TellingCall = Omit<ActCall, 'config'>;
export interface TellingActivities {
  act(call: TellingCall): Promise<ActResult>;
}

/** The effects of one run of a loop's workflow. Takes hints from now on. */
export function temporalEffects(): Effects {
  const local = proxyLocalActivities<Omit<LoopActivities, 'act'>>(BOOKKEEPING);
  const telling = proxyActivities<TellingActivities>({ ...TELLING_ACTS, taskQueue: TELLING });
  let hinted = false;
  setHandler(defineSignal(HINT), () => {
    hinted = true;
  });
  const { activities, calls } = counted({
    park: patiently(local.park),
    settle: patiently(local.settle),
    decide: patiently(local.decide),
    finish: patiently(local.finish),
    act: patiently(({ config: _inThePlan, ...call }: ActCall) => telling.act(call)),
  });
  return {
    ...activities,
    now: () => Date.now(),
    async hintOr(until) {
      const ms = until === null ? null : until - Date.now();
      if (ms === null) await condition(() => hinted);
      else if (ms > 0) await condition(() => hinted, ms);
      hinted = false;
    },
    shouldContinue: () => calls() >= MOST_CALLS || workflowInfo().continueAsNewSuggested,
  };
}
