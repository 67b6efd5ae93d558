import type { Noun } from '@loopwright/workflows/contract';

/** A noun as a person writes it: one thing, several, or what cannot be counted. Empty is not written. */
export interface WrittenNoun {
  one: string;
  several: string;
  uncounted: string;
}

/** Languages that are asked for without being added. */
export const USUAL_LANGUAGES = ['en', 'de', 'fr', 'es'];

export const EXAMPLES: Readonly<Record<string, WrittenNoun>> = {
  en: { one: 'price', several: 'prices', uncounted: 'delivery information' },
  de: { one: 'Preis', several: 'Preise', uncounted: 'Lieferauskunft' },
  fr: { one: 'prix', several: 'prix', uncounted: 'livraison' },
  es: { one: 'precio', several: 'precios', uncounted: 'información de entrega' },
};

const named = new Intl.DisplayNames(['en'], { type: 'language' });

/** “German”; the code itself where it has no name. */
export function languageName(code: string): string {
  try {
    return named.of(code) ?? code;
  } catch {
    return code;
  }
}

/** “English, German”, by the alphabet. */
export const languageNames = (codes: readonly string[]): string => codes.map(languageName).sort().join(', ');

/** The code as it is stored, or null where it is none. */
export function languageCode(written: string): string | null {
  try {
    return Intl.getCanonicalLocales(written.trim())[0] ?? null;
  } catch {
    return null;
  }
}

/** A noun that cannot be counted is stored as its own singular. */
export function written(noun: Noun | undefined): WrittenNoun {
  const { singular = '', plural = '', mass = '' } = noun ?? {};
  const uncountable = mass !== '' && singular === mass && plural === '';
  return { one: uncountable ? '' : singular, several: plural, uncounted: mass };
}

/** What is stored of it; undefined where nothing was written, or not enough. */
export function nounOf({ one, several, uncounted }: WrittenNoun): Noun | undefined {
  const [singular, plural, mass] = [one.trim() || (several.trim() ? '' : uncounted.trim()), several.trim(), uncounted.trim()];
  if (singular === '') return undefined;
  return { singular, ...(plural === '' ? {} : { plural }), ...(mass === '' ? {} : { mass }) };
}

/** What is missing, in words; empty where nothing is. */
export const missing = ({ one, several }: WrittenNoun): string =>
  several.trim() !== '' && one.trim() === '' ? 'Write what one of them is called, too.' : '';

/** “price, prices”; the forms that a noun has, each once. */
export const formsOf = ({ singular, plural, mass }: Noun): string =>
  [...new Set([singular, plural, mass].filter((form) => form !== undefined))].join(', ');
