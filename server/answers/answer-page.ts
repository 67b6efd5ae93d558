import { page } from '../channels/stop-page.ts';
import { wordsOf } from './choices.ts';
import type { Choice } from './choices.ts';

interface PageWords {
  title: string;
  ask: string;
  more: string;
  button: string;
  done: string;
  change: string;
}

const WORDS: Readonly<Record<string, PageWords>> = {
  en: {
    title: 'Your answer',
    ask: 'Choose what is so for you, then send it. Nothing is sent before.',
    more: 'Anything you want to add',
    button: 'Send this answer',
    done: 'Thank you. Your answer has arrived:',
    change: 'Was it something else? Change your answer.',
  },
  de: {
    title: 'Ihre Antwort',
    ask: 'Wählen Sie, was auf Sie zutrifft, und senden Sie es ab. Vorher wird nichts gesendet.',
    more: 'Was Sie noch sagen möchten',
    button: 'Diese Antwort senden',
    done: 'Danke. Ihre Antwort ist angekommen:',
    change: 'War es etwas anderes? Ändern Sie Ihre Antwort.',
  },
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);

/** A plain page without scripts: opening it sends nothing. `chosen` stands selected; `done` says that it arrived. */
export function answerPage(language: string, choices: readonly Choice[], chosen: number | null, done: boolean): string {
  const base = language.split('-')[0] ?? 'en';
  const tag = Object.hasOwn(WORDS, base) ? base : 'en';
  const words = WORDS[tag];
  if (!words) throw new Error('no words for the answer page');
  const ways = choices.map((choice, at) => {
    const checked = at === chosen ? ' checked' : '';
    const input = `<input type="radio" name="says" value="${String(at)}" required${checked}>`;
    return `<p><label>${input} ${escaped(wordsOf(choice, language))}</label></p>`;
  });
  const form = [
    `<form method="post"><fieldset><legend>${done ? words.change : words.ask}</legend>${ways.join('')}</fieldset>`,
    `<p><label for="text">${words.more}</label></p><p><textarea id="text" name="text" rows="4" maxlength="2000"></textarea></p>`,
    `<p><button type="submit">${words.button}</button></p></form>`,
  ].join('');
  const said = chosen === null ? undefined : choices[chosen];
  const status = done && said ? `<p role="status">${words.done} <strong>${escaped(wordsOf(said, language))}</strong></p>` : '';
  return page(tag, words.title, status + form);
}
