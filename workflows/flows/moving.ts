import type { Flow } from '../terms/flow.ts';
import { placed } from './tree.ts';
import type { Placed } from './tree.ts';

/**
 * Where somebody who stands at a step of one version stands in another: at the same step, at the next one on their way that is
 * left, or nowhere; then they finish in the version they are in.
 */
export type Whereto = { stays: string } | { goesOn: string } | { finishes: 'stands-elsewhere' | 'nothing-left' };

/** By stable step ids: the same step is one of the same kind under the same steps and exits. */
export function whereto(before: Pick<Flow, 'steps'>, after: Pick<Flow, 'steps'>, at: string): Whereto {
  const old = placed(before);
  const fresh = new Map(placed(after).map((place) => [place.step.id, lineage(place)]));
  const isLeft = (place: Placed): boolean => fresh.get(place.step.id) === lineage(place);
  const here = old.find(({ step }) => step.id === at);
  if (here && fresh.has(at)) return isLeft(here) ? { stays: at } : { finishes: 'stands-elsewhere' };
  for (let place = here ?? null; place; place = place.parent)
    for (const next of following(old, place)) {
      if (isLeft(next)) return { goesOn: next.step.id };
      if (next.kind?.ends) return { finishes: 'nothing-left' };
    }
  return { finishes: 'nothing-left' };
}

/** What comes after a step in its own sequence. */
function following(all: readonly Placed[], { parent, exit, step }: Placed): Placed[] {
  const sequence = all.filter((place) => place.parent === parent && place.exit === exit);
  return sequence.slice(sequence.findIndex((place) => place.step.id === step.id) + 1);
}

const lineage = ({ parent, exit, step }: Placed): string => `${parent ? `${lineage(parent)}/${exit ?? ''}/` : ''}${step.kind}:${step.id}`;
