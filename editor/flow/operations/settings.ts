import { findKind } from '@loopwright/workflows/contract';
import type { Entry, Flow, Step } from '@loopwright/workflows/contract';
import { AGAIN, COMPARISON, ENTRY, stepSpot } from '../spot.ts';
import type { Change, Saying } from './change.ts';
import { find, withStep } from './tree.ts';

/** Without the keys whose value is undefined. */
const present = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** Sets one setting of a step, or takes it away by undefined. Steps under an exit that is called otherwise now move with its name. */
export function setSetting(flow: Flow, id: string, name: string, value: unknown, title: string, saying: Saying): Change | null {
  const found = find(flow, id);
  if (!found) return null;
  const { step } = found;
  const config = agreeing(step.kind, present({ ...step.config, [name]: value }), name);
  const exits = exitsAfter(step, config);
  return {
    flow: withStep(flow, id, (one) => present({ ...one, config, exits })),
    words: `Change the ${title} of “${saying.call(step)}”`,
    select: stepSpot(id),
    group: `${id} ${name}`,
  };
}

/** Two settings of which one excludes the other: the one just chosen stays. */
function agreeing(kind: string, config: Step['config'], chosen: string): Step['config'] {
  const schema = findKind(kind)?.config;
  const issues = schema?.safeParse(config).error?.issues ?? [];
  if (!schema || !issues.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys')) return config;
  const others = Object.keys(config).filter((one) => one !== chosen);
  const odd = others.find((one) => schema.safeParse(without(config, one)).success);
  return odd === undefined ? config : without(config, odd);
}

const without = (config: Step['config'], name: string): Step['config'] =>
  Object.fromEntries(Object.entries(config).filter(([one]) => one !== name));

/** The paths of a step whose exits follow its settings: a renamed exit keeps its steps, those of one that is gone go with it. */
function exitsAfter(step: Step, config: Step['config']): Step['exits'] {
  const kind = findKind(step.kind);
  if (!kind || !step.exits) return step.exits;
  const before = kind.exits(step.config).map(({ name }) => name);
  const after = kind.exits(config).map(({ name }) => name);
  if (after.length === 0 || before.join(' ') === after.join(' ')) return step.exits;
  const renamed = (name: string): string | null => {
    if (after.includes(name) || !before.includes(name)) return name;
    const instead = before.length === after.length ? after[before.indexOf(name)] : undefined;
    return instead === undefined || before.includes(instead) ? null : instead;
  };
  const paths = Object.entries(step.exits).map(([name, path]) => ({ name: renamed(name), path }));
  return Object.fromEntries(paths.flatMap(({ name, path }) => (name === null ? [] : [[name, path]])));
}

/** The steps that would go with the exits that such a setting takes away. */
export function lostBy(flow: Flow, id: string, name: string, value: unknown): number {
  const step = find(flow, id)?.step;
  if (!step) return 0;
  const after = exitsAfter(step, present({ ...step.config, [name]: value }));
  const count = (exits: Step['exits']): number => Object.values(exits ?? {}).reduce((sum, path) => sum + path.length, 0);
  return count(step.exits) - count(after);
}

/** Sets one setting of the entry, or takes it away by undefined. */
export function setEntry(flow: Flow, name: keyof Entry, value: unknown, title: string): Change {
  return {
    flow: { ...flow, entry: present({ ...flow.entry, [name]: value }) },
    words: `Change the ${title}`,
    select: name === 'again' ? AGAIN : ENTRY,
    group: `entry ${name}`,
  };
}

/** Whom to keep back to compare; undefined tells everyone. */
export const setHoldback = (flow: Flow, holdback: Flow['holdback']): Change => ({
  flow: present({ ...flow, holdback }),
  words: holdback ? 'Change the comparison' : 'Tell everyone',
  select: COMPARISON,
  group: 'holdback',
});

/** Who sends the flow's messages; undefined is the usual sender. */
export const setBrand = (flow: Flow, brand: string | undefined): Change => ({
  flow: present({ ...flow, brand }),
  words: 'Change the brand that sends',
  select: ENTRY,
  group: 'brand',
});
