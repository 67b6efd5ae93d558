import type { AtSize } from './at-size.ts';
import type { Goal } from './goals.ts';
import type { Machine } from './machine.ts';
import type { Profiled } from './profile.ts';

/** All that one run of the bench found; what is written as JSON. */
export interface Report {
  machine: Machine;
  sizes: AtSize[];
  goals: Goal[];
  profile: Profiled;
  seconds: number;
}
