import { exitsOf, findKind } from '@loopwright/workflows/contract';
import type { Flow } from '@loopwright/workflows/contract';
import type { Spot } from '../spot.ts';
import { find, sequenceOf } from './tree.ts';
import type { Gap } from './tree.ts';

export const gapBefore = (flow: Flow, id: string): Gap | null => {
  const found = find(flow, id);
  return found && { sequence: found.sequence, at: found.at };
};

export const gapAfter = (flow: Flow, id: string): Gap | null => {
  const found = find(flow, id);
  return found && { sequence: found.sequence, at: found.at + 1 };
};

export const firstUnder = (step: string, exit: string): Gap => ({ sequence: { step, exit }, at: 0 });

/** Where “add” and “paste” put something while this is selected: after it, but before what ends the loop. */
export function gapAt(flow: Flow, { about, step, exit }: Spot): Gap {
  if (about === 'exit') return firstUnder(step, exit);
  if (about !== 'step') return { sequence: null, at: 0 };
  const found = find(flow, step);
  if (!found) return { sequence: null, at: flow.steps.length };
  return { sequence: found.sequence, at: findKind(found.step.kind)?.ends ? found.at : found.at + 1 };
}

/** The exits a step has by its kind and settings, and those only written down, by name. */
export const exitNames = (flow: Flow, id: string): string[] => {
  const step = find(flow, id)?.step;
  return step ? exitsOf({ step, kind: findKind(step.kind) }).map(({ name }) => name) : [];
};

/** Where a gap is, for people. */
export function gapWords(flow: Flow, { sequence, at }: Gap, call: (id: string) => string): string {
  const steps = sequenceOf(flow, sequence);
  const before = steps[at - 1];
  if (before) return `after “${call(before.id)}”`;
  const after = steps[at];
  if (sequence !== null) return `under “${sequence.exit}” of “${call(sequence.step)}”`;
  return after ? `before “${call(after.id)}”` : 'as the first step';
}

/** Whether there is such a place in a flow. */
export function stands(flow: Flow, { about, step, exit }: Spot): boolean {
  if (about === 'begin') return flow.steps.length === 0;
  if (step === null) return true;
  return exit === null ? find(flow, step) !== null : exitNames(flow, step).includes(exit);
}
