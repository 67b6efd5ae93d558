import { createHash } from 'node:crypto';

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}',
  'h1{font-size:1.5rem;line-height:1.25}',
  'button{font:inherit;padding:.75rem 1.25rem}',
].join('');

/** Its style stands in it, and is let through by what it is; nothing else is. */
export const STOP_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

interface PageWords {
  title: string;
  ask: string;
  button: string;
  done: string;
}

const WORDS: Readonly<Record<string, PageWords>> = {
  en: {
    title: 'Messages about what you told us',
    ask: 'We write to you only to say what became of what you told us. Here you can stop that.',
    button: 'Stop these messages',
    done: 'Stopped. We send you no more of these messages.',
  },
  de: {
    title: 'Nachrichten zu dem, was Sie uns mitgeteilt haben',
    ask: 'Wir schreiben Ihnen nur, um zu sagen, was daraus geworden ist. Hier können Sie das beenden.',
    button: 'Diese Nachrichten beenden',
    done: 'Beendet. Sie bekommen keine dieser Nachrichten mehr.',
  },
};

/** A plain page that works in any browser, without scripts. It holds nothing about anybody. */
export function stopPage(language: string, state: 'ask' | 'done'): string {
  const base = language.split('-')[0] ?? 'en';
  const tag = Object.hasOwn(WORDS, base) ? base : 'en';
  const words = WORDS[tag];
  if (!words) throw new Error('no words for the stop page');
  const main =
    state === 'ask'
      ? `<p>${words.ask}</p><form method="post"><button type="submit">${words.button}</button></form>`
      : `<p role="status">${words.done}</p>`;
  return page(tag, words.title, main);
}

export const noSuchLinkPage = (): string =>
  page(
    'en',
    'This link does not work',
    '<p>It is not one of our links, or a part of it is missing. Copy the whole link from the message, or answer the message.</p>',
  );

export const page = (language: string, title: string, main: string): string =>
  [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="robots" content="noindex"><title>${title}</title>`,
    `<style>${STYLE}</style>`,
    `</head><body><main><h1>${title}</h1>${main}</main></body></html>`,
    '',
  ].join('\n');
