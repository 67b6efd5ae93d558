import type { Flow, Problem } from '../terms/flow.ts';
import { askingCheck } from './problems/asking.ts';
import { flowProblems } from './problems/entry.ts';
import { messageCheck } from './problems/messages.ts';
import { ownCheck, referenceCheck, settingsCheck } from './problems/settings.ts';
import { endCheck, exitCheck, idCheck, kindCheck, reachCheck } from './problems/shape.ts';
import { placed } from './tree.ts';
import type { FlowWorld } from './world.ts';

const STEP_CHECKS = [
  idCheck,
  kindCheck,
  settingsCheck,
  exitCheck,
  endCheck,
  reachCheck,
  referenceCheck,
  messageCheck,
  askingCheck,
  ownCheck,
];

/** Everything that keeps a flow from being published, and what deserves a look, in reading order. */
export function problems(flow: Flow, world: FlowWorld): Problem[] {
  const checked = { flow, world, places: placed(flow) };
  return [...flowProblems(checked), ...checked.places.flatMap((place) => STEP_CHECKS.flatMap((check) => check(place, checked)))];
}
