import type { Flow } from '@loopwright/workflows/contract';
import { COMPARISON, ENTRY, stepSpot } from '../spot.ts';
import type { Spot } from '../spot.ts';
import { atomsOf, flowFrom, ownerOf, same } from './atoms.ts';
import { holderOf, ordered, placesOf, TOP, treeOf } from './places.ts';

export type Side = 'mine' | 'theirs';

/** What both changed, each in another way: somebody has to choose. */
export interface Conflict {
  key: string;
  what: 'setting' | 'deleted' | 'place' | 'order';
  about: Spot;
}

export interface Combined {
  /** Null while there is something to choose, and where both cannot stand beside each other at all. */
  flow: Flow | null;
  conflicts: Conflict[];
}

/** Both changes in one flow: each setting, step and place as whoever changed it left it. Where both did, as `chosen` says. */
export function combine(base: Flow, mine: Flow, theirs: Flow, chosen: Readonly<Record<string, Side>> = {}): Combined {
  const conflicts: Conflict[] = [];
  /** One side's value where the other left it as it was; else what was chosen. */
  const settle = <T>(conflict: Conflict, was: T, my: T, their: T, alike: (a: T, b: T) => boolean): T => {
    if (alike(my, their) || alike(was, their)) return my;
    if (alike(was, my)) return their;
    conflicts.push(conflict);
    return chosen[conflict.key] === 'theirs' ? their : my;
  };
  const atoms = { base: atomsOf(base), mine: atomsOf(mine), theirs: atomsOf(theirs) };
  const places = { base: placesOf(base), mine: placesOf(mine), theirs: placesOf(theirs) };

  const keys = new Set([...atoms.theirs.keys(), ...atoms.mine.keys()]);
  const ids = new Set([...places.theirs.of.keys(), ...places.mine.of.keys()]);
  const gone = new Set([...ids].filter((id) => isGone(id)));
  function isGone(id: string): boolean {
    const [my, their] = [places.mine.of.has(id), places.theirs.of.has(id)];
    if (my === their || !places.base.of.has(id)) return false;
    const keeper = my ? 'mine' : 'theirs';
    if (!touched(id, keeper)) return true;
    const conflict: Conflict = { key: `deleted ${id}`, what: 'deleted', about: stepSpot(id) };
    conflicts.push(conflict);
    return (chosen[conflict.key] ?? keeper) !== keeper;
  }
  /** Whether a side changed a step that the other deleted, or put something under it. */
  function touched(id: string, side: Side): boolean {
    const own = [...new Set([...atoms[side].keys(), ...atoms.base.keys()])].filter((atom) => ownerOf(atom) === id);
    const fresh = [...places[side].of].some(([other, at]) => holderOf(at) === id && places.base.of.get(other) !== at);
    return fresh || own.some((atom) => !same(atoms[side].get(atom), atoms.base.get(atom)));
  }

  const merged = new Map<string, unknown>();
  for (const atom of keys) {
    const id = ownerOf(atom);
    if (id !== null && gone.has(id)) continue;
    const only = id === null ? null : !places.mine.of.has(id) ? 'theirs' : !places.theirs.of.has(id) ? 'mine' : null;
    const about = id !== null ? stepSpot(id) : atom === 'holdback' ? COMPARISON : ENTRY;
    const value =
      only === null
        ? settle({ key: atom, what: 'setting', about }, atoms.base.get(atom), atoms.mine.get(atom), atoms.theirs.get(atom), same)
        : atoms[only].get(atom);
    if (value !== undefined) merged.set(atom, value);
  }

  const staying = [...ids].filter((id) => !gone.has(id));
  const place = new Map(
    staying.map((id) => {
      const [was, my, their] = [places.base.of.get(id), places.mine.of.get(id), places.theirs.of.get(id)];
      if (my === undefined || their === undefined) return [id, my ?? their ?? TOP];
      return [id, settle({ key: `place ${id}`, what: 'place', about: stepSpot(id) }, was, my, their, Object.is) ?? TOP];
    }),
  );
  const sequences = new Map<string, readonly string[]>();
  for (const key of new Set(place.values())) {
    const members = new Set(staying.filter((id) => place.get(id) === key));
    const orders = { base: order('base'), mine: order('mine'), theirs: order('theirs') };
    function order(side: 'base' | Side): string[] {
      return (places[side].sequences.get(key) ?? []).filter((id) => members.has(id));
    }
    const common = (side: 'base' | Side): string[] =>
      orders[side].filter((id) => orders.mine.includes(id) && orders.theirs.includes(id) && orders.base.includes(id));
    const holder = holderOf(key);
    const conflict: Conflict = { key: `order ${key}`, what: 'order', about: holder === null ? ENTRY : stepSpot(holder) };
    const kept = settle(conflict, common('base'), common('mine'), common('theirs'), (a, b) => a.join(' ') === b.join(' '));
    const mineFirst = kept.join(' ') === common('mine').join(' ');
    sequences.set(key, mineFirst ? ordered(members, orders.mine, orders.theirs) : ordered(members, orders.theirs, orders.mine));
  }

  const { flow, steps } = flowFrom(merged);
  const tree = treeOf(steps, sequences);
  const open = conflicts.some(({ key }) => chosen[key] === undefined);
  return { flow: tree && !open ? { ...flow, steps: tree } : null, conflicts };
}
