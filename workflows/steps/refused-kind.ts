import type { Kind } from './kind.ts';
import type { Words } from './words/names.ts';
import { textOf, wordCount } from './words/sentence.ts';

const NAME = /^[a-z][a-z0-9-]{0,59}$/;
const LONGEST_SENTENCE = 35;
const nobody = new Map<string, never>();
const WORDS: Words = {
  themes: nobody,
  templates: nobody,
  teams: nobody,
  people: nobody,
  connections: nobody,
  brands: nobody,
  sources: nobody,
  zone: 'UTC',
  brand: undefined,
};

/** Why a kind may not be used: each setting must change its sentence, shown on its own examples. */
export function reasonsToRefuse(kind: Kind): string[] {
  const wrong = kind.examples.filter((example) => !kind.config.safeParse(example).success);
  if (wrong.length > 0) return [`its schema does not accept its example ${JSON.stringify(wrong[0])}`];
  const settings = Object.keys(kind.config.shape);
  const long = kind.examples.flatMap((example) => kind.sentence(example, WORDS)).find((one) => wordCount(one) > LONGEST_SENTENCE);
  return [
    ...(NAME.test(kind.kind) ? [] : ['its name may have small letters, digits and dashes']),
    ...(long ? [`a sentence of it has more than ${String(LONGEST_SENTENCE)} words`] : []),
    ...settings.filter((setting) => values(kind, setting).size < 2).map((setting) => `its examples do not vary the setting “${setting}”`),
    ...settings.filter((setting) => hides(kind, setting)).map((setting) => `its sentence does not change with the setting “${setting}”`),
  ];
}

const given = (example: unknown): Record<string, unknown> => ({ ...(example as Record<string, unknown>) });

const values = (kind: Kind, setting: string): Set<string> =>
  new Set(kind.examples.map((example) => JSON.stringify({ value: given(example)[setting] })));

/** Whether two configurations that differ in this setting alone behave differently and read alike. */
function hides(kind: Kind, setting: string): boolean {
  return kind.examples.some((base) =>
    kind.examples.some((other) => {
      const changed = { ...given(base), [setting]: given(other)[setting] };
      if (!kind.config.safeParse(changed).success) return false;
      return JSON.stringify(kind.lower(base)) !== JSON.stringify(kind.lower(changed)) && read(kind, base) === read(kind, changed);
    }),
  );
}

const read = (kind: Kind, config: unknown): string => kind.sentence(config, WORDS).map(textOf).join(' ');
