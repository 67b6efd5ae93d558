import type { Channel, MessageFacts, Noun, ThemeFact, Words } from '../facts.ts';
import { factPaths, type FactKind } from './fact-paths.ts';
import { baseOf, languageTag, whereIn } from './languages.ts';
import { sanitise } from './sanitise.ts';

export interface ReadableAnswer {
  words: string;
  url: string;
}
export type FactValue = string | number | boolean | readonly string[] | readonly Noun[] | readonly ReadableAnswer[];

/** The facts as one language can say them: by path, sanitised. `foreign`: known, but with no words in that language. */
export interface ReadableFacts {
  values: ReadonlyMap<string, FactValue>;
  foreign: ReadonlySet<string>;
}

/** What makes words speak a language: their own entry, the language without region, and plain text where it is the fallback. */
interface Tongue {
  language: string;
  isFallback: boolean;
}

const ADDRESS = /:\/\/|www\.|@|\p{L}{2}\.\p{L}{2,}/u;

const own = (record: Readonly<Record<string, unknown>>, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);

function entryIn<T>(entries: Readonly<Record<string, T>>, language: string): T | undefined {
  const tagged = Object.entries(entries).map(([key, entry]) => ({ tag: languageTag(key) ?? key, entry }));
  return (tagged.find(({ tag }) => tag === language) ?? tagged.find(({ tag }) => baseOf(tag) === baseOf(language)))?.entry;
}

function wordsIn(words: Words, { language, isFallback }: Tongue): string | undefined {
  return typeof words === 'string' ? (isFallback ? words : undefined) : entryIn(words, language);
}

function nounIn(theme: ThemeFact, { language, isFallback }: Tongue): Noun | undefined {
  const noun = theme.noun === undefined ? undefined : entryIn(theme.noun, language);
  if (noun === undefined) return isFallback ? { mass: sanitise(theme.name) } : undefined;
  return Object.fromEntries(Object.entries(noun).map(([form, text]) => [form, sanitise(text ?? '')]));
}

function all<T>(items: readonly (T | undefined)[]): T[] | undefined {
  const found = items.filter((item) => item !== undefined);
  return found.length === items.length && found.length > 0 ? found : undefined;
}

// undefined: not known. null: known, but not in this language.
function readable(kind: FactKind, value: unknown, tongue: Tongue): FactValue | null | undefined {
  if (value === undefined) return undefined;
  switch (kind) {
    case 'line':
      return sanitise(value as string) || undefined;
    case 'words': {
      const words = wordsIn(value as Words, tongue);
      return words === undefined ? null : sanitise(words) || undefined;
    }
    case 'link':
      return new URL(value as string).href;
    case 'flag':
      return value === true ? true : undefined;
    case 'lines':
      return all((value as string[]).map((line) => sanitise(line) || undefined));
    case 'themes':
      return (value as ThemeFact[]).length === 0 ? undefined : (all((value as ThemeFact[]).map((theme) => nounIn(theme, tongue))) ?? null);
    case 'answers': {
      const answers = value as { words: Words; url: string }[];
      if (answers.length === 0) return undefined;
      const said = answers.map(({ words, url }) => ({ words: wordsIn(words, tongue), url: new URL(url).href }));
      return all(said.map(({ words, url }) => (words === undefined ? undefined : { words: sanitise(words), url }))) ?? null;
    }
    case 'instant':
    case 'number':
    case 'channel':
      return value as string | number;
  }
}

function at(facts: MessageFacts, path: string): unknown {
  let value: unknown = facts;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = own(value as Record<string, unknown>, part);
  }
  return value;
}

export function readableFacts(facts: MessageFacts, language: string, fallback: string): ReadableFacts {
  const tongue: Tongue = { language, isFallback: baseOf(language) === baseOf(fallback) };
  const values = new Map<string, FactValue>();
  const foreign = new Set<string>();
  for (const [path, kind] of factPaths) {
    const value = readable(kind, at(facts, path), tongue);
    if (value === null) foreign.add(path);
    else if (value !== undefined) values.set(path, value);
  }
  // Where it was said has words of ours in each language, so a source's own words never decide the language of the whole message.
  foreign.delete('feedback.where');
  const channel = values.get('feedback.channel');
  const ours = channel === undefined ? undefined : whereIn(language, channel as Channel);
  if (!values.has('feedback.where') && ours !== undefined) values.set('feedback.where', ours);
  // A name that carries an address is somebody's advertisement, not a name.
  const name = values.get('customer.name');
  if (typeof name === 'string' && ADDRESS.test(name)) values.delete('customer.name');
  // "No others asked" is nothing to say.
  if (values.get('others') === 0) values.delete('others');
  return { values, foreign };
}
