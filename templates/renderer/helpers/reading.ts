import Handlebars from 'handlebars';
import type { ReadableAnswer } from '../readable-facts.ts';
import { data, link } from '../stretches.ts';
import { block, inline, wordsOf, type HelperSet } from './helper.ts';

const escape = (text: string): string => Handlebars.escapeExpression(text);

/** What every printed thing passes through: marked as data, so that layout never reads structure from it. Escaping is Handlebars' own. */
export const reading: HelperSet = (session) => ({
  read: inline((path) => session.read(String(path))),
  peek: inline((path) => session.peek(String(path))),
  say: inline((value) => data(wordsOf(value))),
  link: inline((value) => link(wordsOf(value))),
  or: inline((...values) => values.find((value) => value !== undefined && value !== '')),
  known: block(({ values, body, otherwise }) => (values.every((value) => value !== undefined) ? body() : otherwise())),
  answers: inline((answers) => {
    const lines = (answers as ReadableAnswer[]).map(({ words, url }) =>
      session.input.html ? `[${data(escape(words))}](${link(escape(url))})` : `[${data(words)}](${link(url)})`,
    );
    return new Handlebars.SafeString(lines.join('\n'));
  }),
});
