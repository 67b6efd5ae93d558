import type { Plan } from '../terms/plan.ts';
import type { TrailEntry } from '../terms/walk-state.ts';
import { simulate } from './simulate.ts';
import type { Happening, KnownImprovement, Outset, Simulated } from './simulate.ts';

/** What was true as a step was left. */
export interface FactsThen {
  customer: Outset['customer'];
  feedback: Outset['feedback'];
  improvements: KnownImprovement[];
}

/** A simulated loop, each step beside the facts it was decided by. */
export interface Previewed extends Omit<Simulated, 'trail'> {
  trail: (TrailEntry & { facts: FactsThen })[];
}

/** One customer's way through a plan if these things happen. Nothing outside is touched. */
export async function preview(plan: Plan, outset: Outset, happenings: readonly Happening[], until: number): Promise<Previewed> {
  const { trail, ...rest } = await simulate(plan, outset, happenings, until);
  return { ...rest, trail: trail.map((entry) => ({ ...entry, facts: factsAt(outset, happenings, entry.at) })) };
}

/** What is true at an instant, what happens in it included. */
export function factsAt(outset: Outset, happenings: readonly Happening[], at: number): FactsThen {
  const known = new Map((outset.improvements ?? []).map((one) => [one.id, one]));
  let { customer, feedback } = outset;
  for (const what of happenings.filter((one) => one.at <= at).sort((a, b) => a.at - b.at)) {
    if ('improvement' in what) known.set(what.improvement.id, what.improvement);
    else if ('customer' in what) customer = what.customer;
    else if ('feedback' in what) feedback = { ...feedback, ...what.feedback };
  }
  return { customer, feedback, improvements: [...known.values()] };
}
