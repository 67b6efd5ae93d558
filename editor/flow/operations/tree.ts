import type { Flow, Step } from '@loopwright/workflows/contract';

/** A sequence of a flow: the flow's own, or the one under an exit. */
export type Sequence = { step: string; exit: string } | null;

/** A gap in a sequence: what is put there stands at this index. */
export interface Gap {
  sequence: Sequence;
  at: number;
}

/** A step and where it stands. */
export interface Found extends Gap {
  step: Step;
  siblings: readonly Step[];
  parent: Step | null;
}

type Tree = Pick<Flow, 'steps'>;

export const underExit = (step: Step, exit: string): readonly Step[] =>
  step.exits && Object.hasOwn(step.exits, exit) ? (step.exits[exit] ?? []) : [];

export function find(flow: Tree, id: string): Found | null {
  return findIn(flow.steps, id, null, null);
}

function findIn(siblings: readonly Step[], id: string, sequence: Sequence, parent: Step | null): Found | null {
  for (const [at, step] of siblings.entries()) {
    if (step.id === id) return { step, siblings, at, sequence, parent };
    for (const exit of Object.keys(step.exits ?? {})) {
      const found = findIn(underExit(step, exit), id, { step: step.id, exit }, step);
      if (found) return found;
    }
  }
  return null;
}

/** The steps of a sequence; empty also where its exit is not written. */
export const sequenceOf = (flow: Tree, sequence: Sequence): readonly Step[] => {
  if (sequence === null) return flow.steps;
  const owner = find(flow, sequence.step)?.step;
  return owner ? underExit(owner, sequence.exit) : [];
};

/** A flow in which one sequence is another; the rest is shared with the flow before. */
export function withSequence<F extends Tree>(flow: F, sequence: Sequence, change: (steps: readonly Step[]) => Step[]): F {
  if (sequence === null) return { ...flow, steps: change(flow.steps) };
  return withStep(flow, sequence.step, (step) => withPath(step, sequence.exit, change(underExit(step, sequence.exit))));
}

/** A path that lost its last step is as if nothing was ever put there: what its exit then does is the kind's usual. */
function withPath(step: Step, exit: string, path: Step[]): Step {
  const { [exit]: _, ...others } = step.exits ?? {};
  return { ...step, exits: path.length === 0 ? others : { ...step.exits, [exit]: path } };
}

/** A flow in which one step is another. */
export function withStep<F extends Tree>(flow: F, id: string, change: (step: Step) => Step): F {
  const steps = changed(flow.steps, id, change);
  return steps === flow.steps ? flow : { ...flow, steps };
}

function changed(steps: Step[], id: string, change: (step: Step) => Step): Step[] {
  for (const [at, step] of steps.entries()) {
    if (step.id === id) return steps.with(at, change(step));
    for (const [exit, inner] of Object.entries(step.exits ?? {})) {
      const next = changed(inner, id, change);
      if (next !== inner) return steps.with(at, { ...step, exits: { ...step.exits, [exit]: next } });
    }
  }
  return steps;
}

/** A step and all that stands under it, in reading order. */
export const withAllUnder = (step: Step): Step[] => [
  step,
  ...Object.values(step.exits ?? {}).flatMap((path) => path.flatMap(withAllUnder)),
];

export const allSteps = (flow: Tree): Step[] => flow.steps.flatMap(withAllUnder);

/** The steps under its exits, path by path, where there are any. */
export const pathsOf = (step: Step): { exit: string; steps: readonly Step[] }[] =>
  Object.keys(step.exits ?? {})
    .map((exit) => ({ exit, steps: underExit(step, exit) }))
    .filter(({ steps }) => steps.length > 0);

export const insertedAt = (steps: readonly Step[], at: number, ...added: readonly Step[]): Step[] => steps.toSpliced(at, 0, ...added);
