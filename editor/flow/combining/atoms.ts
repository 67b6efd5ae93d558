import { canonicalJson } from '@loopwright/workflows/contract';
import type { Entry, Flow, Step } from '@loopwright/workflows/contract';
import { allSteps } from '../operations/tree.ts';

/** What of a flow can change by itself: a setting, a name, a note. By a key that says whose it is. */
export type Atoms = ReadonlyMap<string, unknown>;

const SEPARATOR = '\n';

export function atomsOf(flow: Flow): Map<string, unknown> {
  const own: [string, unknown][] = [
    ['name', flow.name],
    ['brand', flow.brand],
    ['holdback', flow.holdback],
    ...Object.entries(flow.entry).map(([name, value]): [string, unknown] => [['entry', name].join(SEPARATOR), value]),
    ...allSteps(flow).flatMap(atomsOfStep),
  ];
  return new Map(own.filter(([, value]) => value !== undefined));
}

function atomsOfStep({ id, kind, config, name, note, exits }: Step): [string, unknown][] {
  const key = (...path: string[]): string => ['step', id, ...path].join(SEPARATOR);
  const goOn = Object.entries(exits ?? {}).filter(([, path]) => path.length === 0);
  return [
    [key('kind'), kind],
    [key('name'), name],
    [key('note'), note],
    ...Object.entries(config).map(([setting, value]): [string, unknown] => [key('config', setting), value]),
    ...goOn.map(([exit]): [string, unknown] => [key('go-on', exit), true]),
  ];
}

/** The step an atom belongs to; null where it is the flow's own. */
export function ownerOf(atom: string): string | null {
  const [whose, id] = atom.split(SEPARATOR);
  return whose === 'step' ? (id ?? null) : null;
}

export const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b);

/** A flow of these atoms, its steps still bare of each other. */
export function flowFrom(atoms: Atoms): { flow: Omit<Flow, 'steps'>; steps: Map<string, Step> } {
  const top: Record<string, unknown> = {};
  const entry: Record<string, unknown> = {};
  const steps = new Map<string, Step>();
  for (const [atom, value] of atoms) {
    const [whose = '', id = '', field = '', setting = ''] = atom.split(SEPARATOR);
    if (whose === 'entry') entry[id] = value;
    else if (whose !== 'step') top[whose] = value;
    else {
      const step = steps.get(id) ?? { id, kind: '', config: {} };
      if (field === 'config') step.config = { ...step.config, [setting]: value };
      else if (field === 'go-on') step.exits = { ...step.exits, [setting]: [] };
      else Object.assign(step, { [field]: value });
      steps.set(id, step);
    }
  }
  return { flow: { ...top, entry: entry as Entry } as Omit<Flow, 'steps'>, steps };
}
