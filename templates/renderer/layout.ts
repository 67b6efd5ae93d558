import { directionOf } from './languages.ts';
import { CLAIM, FOOTER, unmarked } from './stretches.ts';

// [words](url) · a link fact · a datum (opaque) · a bare address in the template's own words.
const DATUM = '\\uE000[^\\uE001]*\\uE001';
const OWN_URL = 'https?://[^\\s()\\[\\]"\'<>\\uE000-\\uE007]*[^\\s()\\[\\]"\'<>.,;:?!\\uE000-\\uE007]';
const PIECES = new RegExp(
  `\\[((?:${DATUM}|[^\\[\\]\\n\\uE000-\\uE003])+)\\]\\((?:\\uE002([^\\uE003]*)\\uE003|(${OWN_URL}))\\)|\\uE002([^\\uE003]*)\\uE003|\\uE000([^\\uE001]*)\\uE001|(${OWN_URL})`,
  'gu',
);
const CLAIMS = new RegExp(`${CLAIM.open}([^${CLAIM.close}]*)${CLAIM.close}`, 'gu');
const RTL = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LTR = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

interface Pen {
  datum(words: string): string;
  link(words: string, url: string): string;
}

function weave(line: string, pen: Pen): string {
  return line.replace(PIECES, (_all, words?: string, linked?: string, own?: string, fact?: string, datum?: string, bare?: string) => {
    if (words !== undefined)
      return pen.link(
        words.replace(/\uE000([^\uE001]*)\uE001/gu, (_datum, text: string) => pen.datum(text)),
        linked ?? own ?? '',
      );
    if (datum !== undefined) return pen.datum(datum);
    const url = fact ?? bare ?? '';
    return pen.link('', url);
  });
}

const against = (language: string): RegExp => (directionOf(language) === 'rtl' ? LTR : RTL);

/** Text against the direction of the message is isolated, so that a name never turns the words around it. */
function textPen(language: string): Pen {
  const other = against(language);
  return {
    datum: (words) => (other.test(words) ? `\u2068${words}\u2069` : words),
    link: (words, url) => (words === '' ? url : `${words}: ${url}`),
  };
}

// Here everything is escaped already: data by Handlebars, the template's own words by the translation.
function htmlPen(language: string): Pen {
  const other = against(language);
  return {
    datum: (words) => (other.test(words) ? `<bdi>${words}</bdi>` : words),
    link: (words, url) => `<a href="${url}">${words === '' ? url : words}</a>`,
  };
}

/** Paragraphs of lines: blank lines part paragraphs, spaces are single, and what came out empty is not there. */
function paragraphs(part: string): string[][] {
  const tidy = (line: string): string =>
    line
      .replace(/[ \t]+/g, ' ')
      .replace(/^ | (?=$)/g, '')
      .replace(/([\uE004]) /g, '$1')
      .replace(/ ([\uE005])/g, '$1');
  return part
    .split(/\n[ \t]*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map(tidy)
        .filter((line) => unmarked(line) !== ''),
    )
    .filter((lines) => lines.length > 0);
}

export interface LaidOut {
  main: string[][];
  footer: string[][];
}

export function layOut(rendered: string): LaidOut {
  const start = rendered.indexOf(FOOTER.open);
  if (start < 0) return { main: paragraphs(rendered), footer: [] };
  const end = rendered.indexOf(FOOTER.close, start);
  return { main: paragraphs(rendered.slice(0, start) + rendered.slice(end + 1)), footer: paragraphs(rendered.slice(start + 1, end)) };
}

const joined = (part: string[][]): string => part.map((lines) => lines.join('\n')).join('\n\n');

export function asText({ main, footer }: LaidOut, language: string): { text: string; claims: string[]; footer: string | undefined } {
  const pen = textPen(language);
  const woven = weave(joined(main), pen);
  const claims = [...woven.matchAll(CLAIMS)].map(([, said]) => unmarked(said ?? ''));
  const ending = footer.length === 0 ? undefined : unmarked(weave(joined(footer), pen));
  const text = [unmarked(woven), ...(ending === undefined ? [] : [ending])].join('\n\n');
  return { text, claims, footer: ending };
}

export function asHtml({ main, footer }: LaidOut, language: string, subject: string): string {
  const pen = htmlPen(language);
  const woven = (part: string[][], open: string, close: string): string[] =>
    part.map((lines) => `${open}${unmarked(weave(lines.join('\n'), pen)).replaceAll('\n', '<br>\n')}${close}`);
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="${directionOf(language)}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>`,
    '<body>',
    ...woven(main, '<p>', '</p>'),
    ...woven(footer, '<p><small>', '</small></p>'),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** One line, whatever the facts hold. */
export function asSubject(rendered: string, language: string): string {
  return unmarked(weave(rendered.replace(/\s+/g, ' ').trim(), { ...textPen(language), link: (_words, url) => url }));
}
