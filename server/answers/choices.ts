import type { Plan } from '@loopwright/workflows/contract';

/** One answer a customer can give: the exit it leads to, and its words by language. */
export interface Choice {
  says: string;
  words: Record<string, string>;
}

const REPLIES: readonly Choice[] = [
  { says: 'satisfied', words: { en: 'Yes, it works', de: 'Ja, es funktioniert' } },
  { says: 'not-fixed', words: { en: 'No, still not', de: 'Nein, immer noch nicht' } },
  { says: 'not-what-i-said', words: { en: 'I meant something else', de: 'Ich meinte etwas anderes' } },
  { says: 'other', words: { en: 'Something else', de: 'Etwas anderes' } },
];

/** What can be answered to the message of a step: the answers of a question, or those that a later wait of its flow is for. */
export function choicesOf({ steps }: Plan, step: string): readonly Choice[] {
  const own = steps[step];
  if (!own) return [];
  if (own.kind === 'ask-question') {
    const { answers, fallback } = own.config as { answers: string[]; fallback: string };
    return answers.map((says) => ({ says, words: { [fallback]: says } }));
  }
  const isWaitedFor = Object.values(steps).some(({ kind, config }) => kind === 'wait-for-reply' && config['to'] === own.config['template']);
  return isWaitedFor ? REPLIES : [];
}

/** In this language, or the nearest there is. */
export function wordsOf({ words, says }: Choice, language: string): string {
  const base = language.split('-')[0] ?? language;
  return words[language] ?? words[base] ?? words['en'] ?? Object.values(words)[0] ?? says;
}
