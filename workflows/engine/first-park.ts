import type { ParkCall } from '../ports.ts';
import { RUNNERS } from '../steps/runners.ts';
import type { PlanStep } from '../terms/plan.ts';
import { own } from './own.ts';

const never = new Promise<never>(() => undefined);

/** What a step would wait for on being reached; null where it does not begin with a wait. Nothing is done. */
export function firstPark(step: PlanStep, kept?: number | null): Promise<ParkCall['for'] | null> {
  const runner = own(RUNNERS, step.kind);
  if (!runner) return Promise.resolve(null);
  return new Promise((tell) => {
    const other = (): Promise<never> => {
      tell(null);
      return never;
    };
    const park = (waiting: ParkCall['for']): Promise<never> => {
      tell(waiting);
      return never;
    };
    const context = { config: step.config, ...(kept !== undefined && { deadline: kept }), park, decide: other, act: other };
    runner(context).then(
      () => tell(null),
      () => tell(null),
    );
  });
}
