import type { Plan, TrailEntry } from '@loopwright/workflows/contract';
import type { Delivered } from '../writing/gather.ts';

export type Trail = ReadonlyMap<number, TrailEntry>;

/** What a message may say was passed on, by a simulated trail: only where the flow waited until it was delivered. */
export const passedOnIn =
  (trail: Trail, plan: Plan): Delivered =>
  () => {
    const told = [...trail.values()].findLast(
      ({ kind, exit, step }) => kind === 'notify-team' && exit === 'delivered' && plan.steps[step]?.config['goOn'] === 'delivered',
    );
    return Promise.resolve(told ? { step: told.step, at: new Date(told.at) } : null);
  };
