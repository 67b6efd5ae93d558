import { quoted } from './quoted.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  bg: 'Bulgarian',
  cs: 'Czech',
  da: 'Danish',
  de: 'German',
  el: 'Greek',
  en: 'English',
  es: 'Spanish',
  et: 'Estonian',
  fi: 'Finnish',
  fr: 'French',
  he: 'Hebrew',
  hi: 'Hindi',
  hr: 'Croatian',
  hu: 'Hungarian',
  it: 'Italian',
  ja: 'Japanese',
  ko: 'Korean',
  lt: 'Lithuanian',
  lv: 'Latvian',
  nb: 'Norwegian',
  nl: 'Dutch',
  pl: 'Polish',
  pt: 'Portuguese',
  ro: 'Romanian',
  ru: 'Russian',
  sk: 'Slovak',
  sl: 'Slovenian',
  sv: 'Swedish',
  tr: 'Turkish',
  uk: 'Ukrainian',
  zh: 'Chinese',
};

/** A language by its English name; any other tag as it is written. */
export const languageWords = (tag: string): string => (Object.hasOwn(LANGUAGES, tag) ? LANGUAGES[tag] : undefined) ?? `language ${tag}`;

/** A source stands where a language may stand: one of the same name is put in quotation marks. */
export const notALanguage = (name: string): string =>
  Object.values(LANGUAGES).includes(name) || /^language( |$)/.test(name) ? quoted(name) : name;
