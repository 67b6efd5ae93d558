import type { z } from 'zod';
import type { Shelf } from '../workspace.ts';

/** How a setting is chosen: which of the few widgets shows it. */
export type Field =
  | { type: 'choice'; options: readonly unknown[]; meanings?: Meanings }
  | { type: 'either'; ways: readonly Field[] }
  | { type: 'key'; shelf: Shelf }
  | { type: 'list'; of: Field; least: number; most: number }
  | { type: 'group'; fields: readonly Named[] }
  | { type: 'text'; long: boolean }
  | { type: 'number'; whole: boolean }
  | { [T in Simple]: { type: T } }[Simple];

/** What choosing each option means, by its value, where its words leave that open. */
type Meanings = Readonly<Record<string, string>>;

/** Widgets that need to know nothing more. */
type Simple = 'duration' | 'time' | 'day' | 'moment' | 'language' | 'condition' | 'weekday' | 'call-field' | 'json';

/** A setting of a step, of the entry, or of a group. */
export interface Named {
  name: string;
  title: string;
  readonly field: Field;
  /** Whether it can be left away, and what then holds. */
  optional: boolean;
  usual: unknown;
}

/** What zod says of a schema, as far as it is asked here. */
interface Def {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  options?: readonly z.ZodType[];
  entries?: Readonly<Record<string, string | number>>;
  values?: readonly unknown[];
  shape?: Readonly<Record<string, z.ZodType>>;
  getter?: () => z.ZodType;
}

const defOf = (schema: z.ZodType): Def => schema.def;
const takes = (schema: z.ZodType, ...values: unknown[]): boolean => values.every((value) => schema.safeParse(value).success);

const LONG_TEXT = 500;
/** Texts by what they accept and refuse: the first that fits. Names say nothing; a new kind's setting is known by its schema. */
const TEXTS: readonly { type: 'duration' | 'time' | 'moment' | 'day' | 'language' | 'call-field'; yes: string[]; no: string[] }[] = [
  { type: 'duration', yes: ['P3D', 'PT4H'], no: ['3 days', 'ticket'] },
  { type: 'time', yes: ['09:00', '23:59'], no: ['24:30', 'x'] },
  { type: 'moment', yes: ['2026-01-01T00:00:00Z'], no: ['2026-01-01', 'x'] },
  { type: 'day', yes: ['2026-01-01'], no: ['2026-13-01', 'x'] },
  { type: 'call-field', yes: ['feedback.themes', 'customer.externalId'], no: ['x'] },
  { type: 'language', yes: ['en', 'de-AT'], no: ['x', 'no language at all'] },
];
const CONDITION = { all: [{ field: 'customer.locale', known: true }] };

/** How values of a schema are chosen. `shelf`: whose keys its texts are, where they are keys. */
export function describe(schema: z.ZodType, shelf: Shelf | null = null, name = ''): Field {
  const def = defOf(schema);
  const inner = def.innerType;
  if (def.type === 'nullable' && inner) return either([{ type: 'choice', options: [null] }, describe(inner, shelf, name)]);
  if (inner) return describe(inner, shelf, name);
  if (takes(schema, CONDITION) && !takes(schema, 'x')) return { type: 'condition' };
  const piped = def.type === 'pipe' ? [def.in, def.out].find((one) => one && defOf(one).type !== 'transform') : undefined;
  if (piped) return describe(piped, shelf, name);
  if (def.type === 'lazy' && def.getter) return describe(def.getter(), shelf, name);
  if (def.type === 'enum') return { type: 'choice', options: Object.values(def.entries ?? {}) };
  if (def.type === 'literal') return { type: 'choice', options: def.values ?? [] };
  if (def.type === 'boolean') return { type: 'choice', options: [true, false] };
  if (def.type === 'union') return either((def.options ?? []).map((way) => describe(way, shelf, name)));
  if (def.type === 'array' && def.element) return { type: 'list', of: describe(def.element, shelf, name), ...lengths(schema) };
  if (def.type === 'object') return { type: 'group', fields: namedIn(def.shape ?? {}, () => null) };
  if (def.type === 'number' || def.type === 'int') return numberField(schema, name);
  if (def.type === 'string') return textField(schema, shelf);
  return { type: 'json' };
}

/** The settings of an object, each with its title; how one is chosen is found out when it is asked for, since that tries its schema. */
export const namedIn = (
  shape: Readonly<Record<string, z.ZodType>>,
  shelfOf: (name: string) => Shelf | null,
  titles: Readonly<Record<string, string>> = {},
): Named[] =>
  Object.entries(shape).map(([name, schema]) => {
    const left = schema.safeParse(undefined);
    let field: Field | undefined;
    return {
      name,
      title: titles[name] ?? schema.meta()?.title ?? name.replaceAll(/([A-Z])/g, ' $1').toLowerCase(),
      get field() {
        return (field ??= withMeanings(schema, describe(schema, shelfOf(name) ?? ownShelf(schema), name)));
      },
      optional: left.success,
      usual: left.data,
    };
  });

const withMeanings = (schema: z.ZodType, field: Field): Field => {
  const meanings = schema.meta()?.['meanings'] as Meanings | undefined;
  return field.type === 'choice' && meanings ? { ...field, meanings } : field;
};

/** A key within a group says itself whose it is. */
function ownShelf(schema: z.ZodType): Shelf | null {
  const shelf = schema.meta()?.['shelf'];
  return shelf === 'teams' || shelf === 'people' ? shelf : null;
}

function textField(schema: z.ZodType, shelf: Shelf | null): Field {
  if (shelf !== null) return { type: 'key', shelf };
  const known = TEXTS.find(({ yes, no }) => takes(schema, ...yes) && !no.some((value) => takes(schema, value)));
  return known ? { type: known.type } : { type: 'text', long: takes(schema, 'x'.repeat(LONG_TEXT + 1)) };
}

function numberField(schema: z.ZodType, name: string): Field {
  if (name === 'weekday' && takes(schema, 1, 7) && !takes(schema, 8)) return { type: 'weekday' };
  return { type: 'number', whole: !takes(schema, 1.5) };
}

function lengths(schema: z.ZodType): { least: number; most: number } {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = (
    schema as unknown as { _zod: { bag: { minimum?: number; maximum?: number } } }
  )._zod.bag;
  return { least: minimum, most: maximum };
}

/** Ways that are choices stand together; one way alone is no choice between ways. */
function either(ways: readonly Field[]): Field {
  const flat = ways.flatMap((way) => (way.type === 'either' ? way.ways : [way]));
  const options = flat.flatMap((way) => (way.type === 'choice' ? way.options : []));
  const others = flat.filter((way) => way.type !== 'choice');
  const [only] = others;
  if (!only) return { type: 'choice', options };
  return options.length === 0 && others.length === 1
    ? only
    : { type: 'either', ways: [...(options.length > 0 ? [{ type: 'choice', options } as const] : []), ...others] };
}
