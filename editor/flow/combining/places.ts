import type { Flow, Step } from '@loopwright/workflows/contract';
import type { Sequence } from '../operations/tree.ts';

/** Where each step stands: the sequence it is in, and each sequence in its order. */
export interface Places {
  of: ReadonlyMap<string, string>;
  sequences: ReadonlyMap<string, readonly string[]>;
}

export const TOP = '';
const sequenceKey = (sequence: Sequence): string => (sequence === null ? TOP : `${sequence.step} ${sequence.exit}`);
/** The step whose exit a sequence stands under; null for the flow's own. Ids of steps have no spaces. */
export const holderOf = (key: string): string | null => (key === TOP ? null : key.slice(0, key.indexOf(' ')));

export function placesOf(flow: Pick<Flow, 'steps'>): Places {
  const of = new Map<string, string>();
  const sequences = new Map<string, readonly string[]>();
  const walk = (steps: readonly Step[], key: string): void => {
    sequences.set(
      key,
      steps.map(({ id }) => id),
    );
    for (const { id, exits } of steps) {
      of.set(id, key);
      for (const [exit, path] of Object.entries(exits ?? {})) walk(path, sequenceKey({ step: id, exit }));
    }
  };
  walk(flow.steps, TOP);
  return { of, sequences };
}

/** The members of one sequence: as `first` has them, and each of the others after the one that stands before it in `second`. */
export function ordered(members: ReadonlySet<string>, first: readonly string[], second: readonly string[]): string[] {
  const order = first.filter((id) => members.has(id));
  second.forEach((id, at) => {
    if (!members.has(id) || order.includes(id)) return;
    const before = second.slice(0, at).findLast((one) => order.includes(one));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return [...order, ...[...members].filter((id) => !order.includes(id))];
}

/** Steps put together in their sequences; null where two of them would stand under each other. */
export function treeOf(steps: ReadonlyMap<string, Step>, sequences: ReadonlyMap<string, readonly string[]>): Step[] | null {
  const used = new Set<string>();
  const build = (key: string): Step[] =>
    (sequences.get(key) ?? []).flatMap((id) => {
      const step = steps.get(id);
      if (!step || used.has(id)) return [];
      used.add(id);
      const paths = [...sequences.keys()].filter((other) => holderOf(other) === id && (sequences.get(other)?.length ?? 0) > 0);
      const exits = { ...step.exits, ...Object.fromEntries(paths.map((path) => [path.slice(id.length + 1), build(path)])) };
      return [Object.keys(exits).length === 0 ? step : { ...step, exits }];
    });
  const tree = build(TOP);
  return used.size === steps.size ? tree : null;
}
