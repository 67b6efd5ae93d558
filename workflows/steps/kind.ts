import type { z } from 'zod';
import type { Step } from '../terms/flow.ts';
import type { Names, Words } from './words/names.ts';
import type { Sentence } from './words/sentence.ts';

/** Where the palette shows a kind. */
export type Group = 'wait' | 'check' | 'ask' | 'tell' | 'end';

/** A way on from a step. */
export interface Exit {
  name: string;
  /** Its words, where the name alone does not say it. */
  title?: string;
  /** The steps of this path have an improvement in hand, as verified or as decided against. */
  puts?: 'verified' | 'declined';
  /** What a missing path means: absent = the walk goes on after the step. */
  missing?: 'not-told';
  /** Whether publishing minds a path without steps. */
  empty?: 'blocks' | 'warns';
}

/** Keys of the workspace that a configured step speaks of: publishing checks that they exist and pins templates. */
export type Uses = Partial<Record<Exclude<keyof Names, 'sources' | 'brands'>, readonly string[]>>;

/** What a kind itself finds wrong with a step; `path` is relative to the step. */
export interface OwnProblem {
  path: string;
  message: string;
  fix: string;
  blocks: boolean;
}

/** Settings as far as a draft has them: undefined where one is missing or wrong. */
export type Settings<S extends z.ZodObject> = { [K in keyof z.output<S>]: z.output<S>[K] | undefined };

export interface KindDefinition<S extends z.ZodObject> {
  kind: string;
  /** Raised when the behaviour of the kind changes; plans pin it. */
  version: number;
  title: string;
  group: Group;
  /** Each setting carries `.meta({ title })`, its name for people; `meanings` say of its choices what their words leave open. */
  config: S;
  /** None = the walk goes on by `next`, or `ends`. */
  exits: (settings: Settings<S>) => readonly Exit[];
  ends?: true;
  sentence: (settings: Settings<S>, words: Words) => readonly Sentence[];
  uses?: (config: z.output<S>) => Uses;
  /** The themes of the improvement it waits for; a template that promises to write again needs such a step after it. */
  waitsFor?: (config: z.output<S>) => 'same' | readonly string[];
  problems?: (config: z.output<S>, step: Step) => readonly OwnProblem[];
  /** Plain JSON for the plan, durations in milliseconds. Equal behaviour, equal JSON. */
  lower: (config: z.output<S>) => Record<string, unknown>;
  /** Settings that work and that differ in every setting: for checks, documents and the editor. */
  examples: readonly [z.input<S>, z.input<S>, ...z.input<S>[]];
}

/** A kind whose settings are read by its own schema, so that callers need not know their type. */
export interface Kind {
  readonly kind: string;
  readonly version: number;
  readonly title: string;
  readonly group: Group;
  readonly config: z.ZodObject;
  readonly ends: boolean;
  readonly examples: readonly unknown[];
  exits(config: unknown): readonly Exit[];
  sentence(config: unknown, words: Words): readonly Sentence[];
  /** These four take settings that the schema accepts and throw on others. */
  uses(config: unknown): Uses;
  waitsFor(config: unknown): 'same' | readonly string[] | null;
  problems(config: unknown, step: Step): readonly OwnProblem[];
  lower(config: unknown): Record<string, unknown>;
}

export function defineKind<S extends z.ZodObject>(definition: KindDefinition<S>): Kind {
  const { kind, version, title, group, config: schema, examples } = definition;
  const settings = remembered((config) => settingsOf(schema, config));
  const whole = remembered((config) => schema.parse(config));
  return {
    kind,
    version,
    title,
    group,
    config: schema,
    examples,
    ends: definition.ends ?? false,
    exits: remembered((config) => definition.exits(settings(config))),
    sentence: (config, words) => definition.sentence(settings(config), words),
    uses: (config) => definition.uses?.(whole(config)) ?? {},
    waitsFor: (config) => definition.waitsFor?.(whole(config)) ?? null,
    problems: (config, step) => definition.problems?.(whole(config), step) ?? [],
    lower: (config) => definition.lower(whole(config)),
  };
}

/** Reads each setting on its own, so that one wrong setting leaves the others readable. */
function settingsOf<S extends z.ZodObject>(schema: S, config: unknown): Settings<S> {
  const given = typeof config === 'object' && config !== null ? (config as Record<string, unknown>) : {};
  const settings = Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const read = field.safeParse(Object.hasOwn(given, name) ? given[name] : undefined);
    return [name, read.success ? read.data : undefined];
  });
  return Object.fromEntries(settings) as Settings<S>;
}

/** What is read from settings, read once: they are replaced and never changed in place, and a long flow is read anew at every key. */
function remembered<V>(read: (config: unknown) => V): (config: unknown) => V {
  const known = new WeakMap<object, { value: V }>();
  return (config) => {
    if (typeof config !== 'object' || config === null) return read(config);
    const found = known.get(config) ?? { value: read(config) };
    known.set(config, found);
    return found.value;
  };
}
