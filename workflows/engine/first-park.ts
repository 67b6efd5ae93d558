import type { ParkCall } from '../ports.ts';
import { RUNNERS } from '../steps/runners.ts';
import type { PlanStep } from '../terms/plan.ts';
import { own } from './own.ts';
import type { Answered } from './step-context.ts';

const never = new Promise<never>(() => undefined);
const ASKED: Answered = { exit: 'asked', about: '' };

/** What a step would wait for on being reached; null where it waits for nothing of its own. Nothing is done. */
export function firstPark(step: PlanStep, kept?: number | null): Promise<ParkCall['for'] | null> {
  const runner = own(RUNNERS, step.kind);
  if (!runner) return Promise.resolve(null);
  return new Promise((tell) => {
    const answered = (): Promise<Answered> => Promise.resolve(ASKED);
    const park = (waiting: ParkCall['for']): Promise<never> => {
      tell(waiting);
      return never;
    };
    const asks = { park, ahead: () => null, passOver: () => undefined, decide: answered, act: answered };
    const context = { config: step.config, ...(kept !== undefined && { deadline: kept }), ...asks };
    runner(context).then(
      () => tell(null),
      () => tell(null),
    );
  });
}
