import { z } from 'zod';
import { MessageFacts } from '../facts.ts';

/** A case of a sample: the shared facts with some changed, added or taken away, each by its path. */
const SampleCase = z.strictObject({
  name: z.string(),
  locale: z.string().optional(),
  zone: z.string().optional(),
  quote: z.boolean().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  without: z.array(z.string()).optional(),
});

/** sample.json: one full set of invented facts, and the cases a template must read right in. */
export const SampleFile = z.strictObject({
  locale: z.string(),
  zone: z.string(),
  now: z.iso.datetime({ offset: true }),
  facts: MessageFacts,
  /** Facts this template can do without, by path. */
  optional: z.array(z.string()),
  cases: z.array(SampleCase),
});
export type SampleFile = z.infer<typeof SampleFile>;

export interface Sample {
  name: string;
  locale: string;
  zone: string;
  now: string;
  quote: boolean;
  facts: MessageFacts;
}

type Group = Record<string, unknown>;

function changed(facts: Group, path: readonly string[], value: unknown): Group {
  const [key, ...rest] = path;
  if (key === undefined) return facts;
  const copy = Object.fromEntries(Object.entries(facts).filter(([name]) => name !== key));
  const inner = rest.length === 0 ? value : changed((facts[key] ?? {}) as Group, rest, value);
  const empty = inner === undefined || (rest.length > 0 && Object.keys(inner as Group).length === 0);
  return empty ? copy : { ...copy, [key]: inner };
}

/** The facts without some, by path; a group left empty goes too. */
export function without(facts: MessageFacts, paths: readonly string[]): MessageFacts {
  return MessageFacts.parse(paths.reduce<Group>((rest, path) => changed(rest, path.split('.'), undefined), facts));
}

export function samplesOf(file: SampleFile): Sample[] {
  return file.cases.map((one) => {
    const added = Object.entries(one.with ?? {}).reduce<Group>((rest, [path, value]) => changed(rest, path.split('.'), value), file.facts);
    const gone = (one.without ?? []).flatMap((path) => (path === '*' ? file.optional : [path]));
    const facts = without(MessageFacts.parse(added), gone);
    return {
      name: one.name,
      locale: one.locale ?? file.locale,
      zone: one.zone ?? file.zone,
      now: file.now,
      quote: one.quote ?? true,
      facts,
    };
  });
}
