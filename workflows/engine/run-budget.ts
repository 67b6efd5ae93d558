import type { LoopActivities } from '../ports.ts';

/** The same activities, and how many calls were begun: a run's length is measured by them. */
export function counted(activities: LoopActivities): { activities: LoopActivities; calls: () => number } {
  let calls = 0;
  const count =
    <Call, Answer>(call: (argument: Call) => Promise<Answer>) =>
    (argument: Call): Promise<Answer> => {
      calls++;
      return call(argument);
    };
  const { park, settle, decide, act, finish } = activities;
  return {
    activities: { park: count(park), settle: count(settle), decide: count(decide), act: count(act), finish: count(finish) },
    calls: () => calls,
  };
}
