import type { z } from 'zod';
import type { Exit, Kind } from '../steps/kind.ts';
import { findKind } from '../steps/kinds.ts';
import { quoted } from '../steps/words/quoted.ts';
import type { Flow, Step } from '../terms/flow.ts';
import type { PlanStep, Target } from '../terms/plan.ts';

/** A step where it stands in its tree. */
export interface Placed {
  step: Step;
  kind: Kind | undefined;
  /** What its kind's schema says against its settings; empty = they can be lowered. */
  issues: readonly z.core.$ZodIssue[];
  /** As in `steps.0.exits.verified.1`. */
  path: string;
  parent: Placed | null;
  /** The parent's exit it stands under. */
  exit: string | null;
  /** The nearest wait whose verified or declined path it stands in. */
  hand: PlanStep['hand'];
  /** The last of its sequence. */
  last: boolean;
  /** Where the walk goes when the step is done and no exit says otherwise. */
  next: Target;
}

/** Where a sequence stands: what the places in it have in common. */
type Around = Pick<Placed, 'path' | 'parent' | 'exit' | 'hand'> & { after: Target };

const TOP: Around = { path: 'steps', parent: null, exit: null, hand: null, after: { end: 'nothing-more' } };

/** All steps in reading order: each before the steps under its exits. */
export const placed = (flow: Pick<Flow, 'steps'>): Placed[] => sequencePlaced(flow.steps, TOP);

function sequencePlaced(steps: readonly Step[], { path, after, ...around }: Around): Placed[] {
  return steps.flatMap((step, at) => {
    const following = steps[at + 1];
    const kind = findKind(step.kind);
    const place: Placed = {
      ...around,
      step,
      kind,
      issues: kind ? issuesOf(kind, step.config) : [],
      path: `${path}.${String(at)}`,
      last: !following,
      next: following ? { to: following.id } : after,
    };
    const under = exitsOf(place).flatMap(({ name, puts }) =>
      sequencePlaced(pathOf(step, name) ?? [], {
        path: `${place.path}.exits.${name}`,
        parent: place,
        exit: name,
        hand: puts ? { wait: step.id, as: puts } : place.hand,
        after: place.next,
      }),
    );
    return [place, ...under];
  });
}

/** Settings are replaced and never changed in place, so that what was found against them holds as long as they are there. */
const found = new WeakMap<Step['config'], { kind: Kind; issues: Placed['issues'] }>();

function issuesOf(kind: Kind, config: Step['config']): Placed['issues'] {
  const known = found.get(config);
  if (known?.kind === kind) return known.issues;
  const issues = kind.config.safeParse(config).error?.issues ?? [];
  found.set(config, { kind, issues });
  return issues;
}

/** The steps under an exit; undefined where the exit is not written at all. */
export const pathOf = (step: Step, exit: string): readonly Step[] | undefined =>
  step.exits && Object.hasOwn(step.exits, exit) ? step.exits[exit] : undefined;

/** The exits its kind has, then those that are only written down. */
export function exitsOf({ step, kind }: Pick<Placed, 'step' | 'kind'>): Exit[] {
  const known = kind?.exits(step.config) ?? [];
  return [...known, ...unknownExits({ step, kind }).map((name) => ({ name, title: `${quoted(name)} (not an exit)` }))];
}

export function unknownExits({ step, kind }: Pick<Placed, 'step' | 'kind'>): string[] {
  const known = new Set(kind?.exits(step.config).map(({ name }) => name));
  return Object.keys(step.exits ?? {}).filter((name) => !known.has(name));
}

/** Where each way on leads, as a plan has it. */
export function targetsOf(place: Placed): Record<string, Target> {
  if (place.kind?.ends) return {};
  const exits = exitsOf(place);
  return exits.length === 0 ? { next: place.next } : Object.fromEntries(exits.map((exit) => [exit.name, targetOf(place, exit)]));
}

function targetOf({ step, next }: Placed, { name, missing }: Exit): Target {
  const path = pathOf(step, name);
  if (!path && missing) return { end: missing };
  const first = path?.[0];
  return first ? { to: first.id } : next;
}
