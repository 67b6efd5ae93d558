import type { Flow, Problem } from '../../terms/flow.ts';
import type { Placed } from '../tree.ts';
import type { FlowWorld } from '../world.ts';

export interface Checked {
  flow: Flow;
  places: readonly Placed[];
  world: FlowWorld;
}

/** One thing that can be wrong with a step. */
export type StepCheck = (place: Placed, checked: Checked) => Problem[];

type Words = Pick<Problem, 'message' | 'fix'>;

export const blocks = (place: Placed, path: string, { message, fix }: Words): Problem => ({
  step: place.step.id,
  path: path ? `${place.path}.${path}` : place.path,
  message,
  fix,
  blocks: true,
});

export const warns = (place: Placed, path: string, words: Words): Problem => ({ ...blocks(place, path, words), blocks: false });

export const flowBlocks = (path: string, { message, fix }: Words): Problem => ({ step: null, path, message, fix, blocks: true });

/** What people call a step: their own name for it, else its kind's. */
export const calls = ({ step, kind }: Pick<Placed, 'step' | 'kind'>): string => `“${step.name ?? kind?.title ?? step.kind}”`;
