/** How a value of a field would read in the sentence; `path` leads to a setting within it. Null where nothing is said of it. */
export type Say = (value: unknown, path: readonly string[]) => string | null;

/** The words of an option: as the sentence says it, else as it is written. */
export function optionWords(say: Say, value: unknown, wrap: (value: unknown) => unknown = (one) => one): string {
  const said = say(wrap(value), []);
  if (said !== null && said !== '' && !said.startsWith('[choose')) return said;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value).replaceAll('-', ' ') : 'none';
}

const languages = new Intl.DisplayNames('en', { type: 'language' });
const OFFERED = 'ar bg cs da de el en es et fi fr he hi hr hu it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk zh'.split(' ');

const languageName = (tag: string): string => languages.of(tag) ?? tag;

/** Languages by their names, those in use first. */
export const offeredLanguages = (used: readonly string[]): { key: string; words: string }[] =>
  [...new Set([...used, ...OFFERED])].map((key) => ({ key, words: languageName(key) })).sort((a, b) => (a.words < b.words ? -1 : 1));
