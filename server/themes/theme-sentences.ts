import { render } from '@loopwright/templates';
import type { Noun } from '@loopwright/templates';

/** Two sentences in which the noun stands as templates let it stand: once for several, once for one. */
export interface NounSample {
  language: string;
  sentences: string[];
}

const SENTENCES: Readonly<Record<string, readonly [string, string]>> = {
  en: ['You told us about {{theme}}.', 'You asked us to look at {{theme "singular"}}.'],
  de: ['Sie haben uns zum Thema {{theme "bare"}} geschrieben.', 'Ihr Stichwort war: {{theme "singular"}}.'],
  fr: ['Vous nous avez écrit au sujet suivant : {{theme}}.', 'Votre mot-clé était : {{theme "singular"}}.'],
  es: ['Nos escribió sobre lo siguiente: {{theme}}.', 'Su palabra clave era: {{theme "singular"}}.'],
};
/** Where we have no sentence of the language the noun stands alone. */
const ALONE = ['… {{theme}} …', '… {{theme "singular"}} …'] as const;
const FALLBACK = 'en';

const sentencesIn = (language: string): readonly [string, string] => SENTENCES[language.toLowerCase().split('-', 1)[0] ?? ''] ?? ALONE;

/** Rendered as messages are, in each language the noun has; in English from the name where it has none. */
export function nounSamples(name: string, noun: Readonly<Record<string, Noun>>, now: Date): NounSample[] {
  const languages = [...new Set([FALLBACK, ...Object.keys(noun)])];
  return languages.map((language) => ({ language, sentences: sentences(language, name, noun[language], now) }));
}

function sentences(language: string, name: string, noun: Noun | undefined, now: Date): string[] {
  const template = {
    name: 'noun',
    variants: { [language]: { subject: '{{theme}}', body: sentencesIn(language).join('\n\n'), partials: {} } },
  };
  const theme = { key: 'theme', name, ...(noun && { noun: { [language]: noun } }) };
  const options = { locale: language, fallback: language, zone: 'UTC', now: now.toISOString(), seed: '' };
  return render(template, { themes: [theme] }, options)
    .text.trim()
    .split('\n\n');
}
