import type { Kind } from '../steps/kind.ts';
import type { Flow, Problem } from '../terms/flow.ts';
import type { Plan, PlanStep } from '../terms/plan.ts';
import { contentHash } from './content-hash.ts';
import { problems } from './problems.ts';
import { placed, targetsOf } from './tree.ts';
import type { Placed } from './tree.ts';
import type { FlowWorld } from './world.ts';

/** Lowers a flow to its plan, or says what blocks it. Names, notes and the order of keys change nothing. */
export function compile(flow: Flow, world: FlowWorld, flowId: string): { plan: Plan } | { problems: Problem[] } {
  const blocking = problems(flow, world).filter(({ blocks }) => blocks);
  if (blocking.length > 0) return { problems: blocking };
  const places = placed(flow).map((place) => ({ place, kind: kindOf(place) }));
  const rest: Omit<Plan, '$plan'> = {
    format: 1,
    flow: flowId,
    first: flow.steps[0] ? { to: flow.steps[0].id } : { end: 'nothing-more' },
    steps: Object.fromEntries(places.map(({ place, kind }) => [place.step.id, lowered(place, kind)])),
    templates: pinned(places, world),
  };
  return { plan: { $plan: contentHash(rest), ...rest } };
}

const lowered = (place: Placed, kind: Kind): PlanStep => ({
  id: place.step.id,
  kind: kind.kind,
  version: kind.version,
  config: kind.lower(place.step.config),
  exits: targetsOf(place),
  hand: place.hand,
});

function pinned(places: readonly { place: Placed; kind: Kind }[], world: FlowWorld): Record<string, string> {
  const names = places.flatMap(({ place, kind }) => kind.uses(place.step.config).templates ?? []);
  return Object.fromEntries([...new Set(names)].map((name) => [name, world.templates.get(name)?.hash ?? missing(name)]));
}

const kindOf = ({ kind, step }: Placed): Kind => kind ?? missing(step.kind);

/** What the checks let through must exist: anything else is a bug in them. */
function missing(name: string): never {
  throw new Error(`“${name}” passed the checks and does not exist`);
}
