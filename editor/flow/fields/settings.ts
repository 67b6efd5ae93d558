import { allKinds, Entry, findKind, Flow } from '@loopwright/workflows/contract';
import type { Kind } from '@loopwright/workflows/contract';
import type { z } from 'zod';
import type { Shelf, Workspace } from '../workspace.ts';
import { isShelf } from '../workspace.ts';
import { namedIn } from './describe.ts';
import type { Named } from './describe.ts';

const ENTRY_TITLES: Readonly<Record<string, string>> = {
  kind: 'beginning',
  themes: 'themes',
  match: 'any or all of the themes',
  feelings: 'feelings',
  sources: 'sources',
  brands: 'brands',
  languages: 'languages',
  score: 'score',
  withoutText: 'with or without words',
  certainty: 'certainty',
  onlyIf: 'condition',
  again: 'more of the same',
  maxAge: 'age',
  since: 'starting day',
};
const SHELVES_OF_ENTRY: Readonly<Record<string, Shelf>> = { themes: 'themes', sources: 'sources', brands: 'brands' };

const shapeOf = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> => (schema as z.ZodObject).shape;

/** What can be chosen of who is let in. */
export const entrySettings: readonly Named[] = namedIn(shapeOf(Entry), (name) => SHELVES_OF_ENTRY[name] ?? null, ENTRY_TITLES);

/** Who is kept back to compare, and who sends: settings of the flow itself. */
export const flowSettings: readonly Named[] = namedIn(
  { holdback: shapeOf(Flow)['holdback'], brand: shapeOf(Flow)['brand'] } as Record<string, z.ZodType>,
  (name) => (name === 'brand' ? 'brands' : null),
  { holdback: 'comparison', brand: 'brand that sends' },
);

const known = new Map<string, readonly Named[]>();

/** The settings of a kind, drawn from its schema alone. */
export function kindSettings(name: string, workspace: Workspace): readonly Named[] {
  const kind = findKind(name);
  if (!kind) return [];
  const found = known.get(name) ?? namedIn(shapeOf(kind.config), (setting) => shelfOf(kind, setting, workspace));
  known.set(name, found);
  return found;
}

/** Whose keys a setting holds: as its schema says, else by the kind's own examples and what it uses of them. */
function shelfOf(kind: Kind, setting: string, workspace: Workspace): Shelf | null {
  const said = shapeOf(kind.config)[setting]?.meta()?.['shelf'];
  if (typeof said === 'string' && isShelf(said, workspace)) return said;
  for (const example of kind.examples as readonly Record<string, unknown>[]) {
    const keys = [example[setting]].flat().filter((one) => typeof one === 'string');
    const shelves = Object.entries(kind.uses(example));
    const found = shelves.find(([, used]) => keys.length > 0 && keys.every((key) => used.includes(key)));
    if (found && isShelf(found[0], workspace)) return found[0];
  }
  return null;
}

/** Settings a new step begins with: what the schema itself gives, the first of few choices, an example of what has no other beginning. */
export function beginningOf(kind: Kind, workspace: Workspace): Record<string, unknown> {
  const [example] = kind.examples as readonly Record<string, unknown>[];
  const begun = kindSettings(kind.kind, workspace).flatMap(({ name, field, optional }): [string, unknown][] => {
    if (optional) return [];
    if (field.type === 'choice') return [[name, field.options[0]]];
    // Shares, answers: a list of groups has to hold something before its exits can be seen.
    return field.type === 'list' && field.of.type === 'group' ? [[name, example?.[name]]] : [];
  });
  return Object.fromEntries(begun);
}

/** What kinds are listed under, in the order of the list. */
export const GROUPS: readonly { group: Kind['group']; title: string }[] = [
  { group: 'wait', title: 'Wait' },
  { group: 'check', title: 'Check' },
  { group: 'ask', title: 'Ask a person' },
  { group: 'tell', title: 'Tell the customer' },
  { group: 'end', title: 'End' },
];

export const kindsOf = (group: Kind['group']): Kind[] => allKinds().filter((kind) => kind.group === group);
