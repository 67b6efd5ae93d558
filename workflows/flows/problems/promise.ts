import type { Target } from '../../terms/plan.ts';
import { exitsOf, targetsOf } from '../tree.ts';
import type { Placed } from '../tree.ts';
import type { Checked } from './check.ts';

/** Whether every path from a message that was sent comes to another wait for the themes it spoke of. */
export function keepsPromise(place: Placed, { flow, places }: Checked): boolean {
  const byId = new Map(places.map((one) => [one.step.id, one]));
  const about = themesAt(place) ?? flow.entry.themes ?? [];
  const known = new Map<Placed, boolean>();
  const comesBack = (target: Target): boolean => {
    const next = 'to' in target ? byId.get(target.to) : undefined;
    if (!next) return false;
    // Two steps of one id would make a circle: no answer yet counts as no.
    if (!known.has(next)) known.set(next, false).set(next, waitsFor(next, about) || every(Object.values(targetsOf(next)), comesBack));
    return known.get(next) ?? false;
  };
  return every(sentTargets(place), comesBack);
}

const every = (targets: readonly Target[], test: (target: Target) => boolean): boolean => targets.length > 0 && targets.every(test);

/** A message that was not sent has promised nothing. */
function sentTargets(place: Placed): Target[] {
  const unsent = new Set(exitsOf(place).flatMap(({ name, missing }) => (missing ? [name] : [])));
  return Object.entries(targetsOf(place)).flatMap(([name, target]) => (unsent.has(name) ? [] : [target]));
}

/** The themes of the nearest wait a step stands under; null = those that let the customer in. */
function themesAt(place: Placed): readonly string[] | null {
  for (let at = place.parent; at; at = at.parent) {
    const themes = waitedFor(at);
    if (themes) return themes === 'same' ? null : themes;
  }
  return null;
}

const waitedFor = ({ kind, step, issues }: Placed): 'same' | readonly string[] | null =>
  kind && issues.length === 0 ? kind.waitsFor(step.config) : null;

/** What they said is always served by “the theme that let them in”; a list must hold every theme. */
function waitsFor(place: Placed, about: readonly string[]): boolean {
  const themes = waitedFor(place);
  return themes === 'same' || (themes !== null && about.length > 0 && about.every((theme) => themes.includes(theme)));
}
