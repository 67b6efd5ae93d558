import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { loopActivities } from '../engine/loop-activities.ts';
import { own } from '../engine/own.ts';
import { Outage } from '../ports.ts';
import type { LoopActivities, Ports, ReleaseActivities } from '../ports.ts';
import { BUG, OUTAGE } from './names.ts';
import type { PlanCache } from './plan-cache.ts';
import { HEARTBEAT_MS } from './retries.ts';
import type { TellingActivities } from './temporal-effects.ts';

/** What an error is: an outage is called again for ever, anything else is a bug. Only the code enters history. */
export interface Judgement {
  outage: boolean;
  code: string;
}
export type Judge = (error: unknown, activity: string) => Judgement;

export const judgeByClass: Judge = (error) => (error instanceof Outage ? { outage: true, code: error.code } : { outage: false, code: BUG });

/** The activities of the three workers: the ports behind them, errors turned into codes. */
export function workerActivities(
  ports: Ports,
  release: ReleaseActivities,
  plans: PlanCache,
  judge: Judge = judgeByClass,
): { loops: Omit<LoopActivities, 'act'>; telling: TellingActivities; release: ReleaseActivities } {
  const { act, ...loops } = loopActivities(ports);
  const coded = <Call, Answer>(name: string, call: (argument: Call) => Promise<Answer>) => inCodes(name, call, judge);
  return {
    loops: {
      park: coded('park', loops.park),
      settle: coded('settle', loops.settle),
      decide: coded('decide', loops.decide),
      finish: coded('finish', loops.finish),
    },
    telling: {
      act: alive(
        coded('act', async (call) => {
          const step = own((await plans.plan(call.plan)).steps, call.step);
          if (!step) throw new Error(`plan ${call.plan} has no step ${call.step}`);
          return act({ ...call, config: step.config });
        }),
      ),
    },
    release: {
      releasePage: alive(coded('releasePage', (call) => release.releasePage(call))),
      recallPage: alive(coded('recallPage', (call) => release.recallPage(call))),
    },
  };
}

function inCodes<Call, Answer>(name: string, call: (argument: Call) => Promise<Answer>, judge: Judge): (argument: Call) => Promise<Answer> {
  return async (argument) => {
    try {
      return await call(argument);
    } catch (error) {
      const { outage, code } = judge(error, name);
      const failure = ApplicationFailure.create({ type: outage ? OUTAGE : BUG, message: code, nonRetryable: !outage });
      failure.stack = code;
      throw failure;
    }
  };
}

/** Short calls end before their first heartbeat and cost nothing more. */
function alive<Call, Answer>(call: (argument: Call) => Promise<Answer>): (argument: Call) => Promise<Answer> {
  return async (argument) => {
    const beating = setInterval(heartbeat, HEARTBEAT_MS);
    try {
      return await call(argument);
    } finally {
      clearInterval(beating);
    }
  };
}
