import type { Noun } from '../../facts.ts';
import { listed } from '../formatters.ts';
import { articleIn, quotedIn } from '../languages.ts';
import { block, inline, wordsOf, type HelperSet } from './helper.ts';

const withoutStop = (text: string): string => text.replace(/[\s.;,:]+$/u, '');

function sentence(text: string): string {
  return /[.?!…]["'”’“)»]?$/u.test(text) ? text : `${withoutStop(text)}.`;
}

/** The noun as it stands in a sentence: "prices", "delivery", "the app"; bare: without its article. */
function nounOf(noun: Noun, form: string | undefined, usualArticle: string | undefined): string | undefined {
  const article = noun.article ?? usualArticle;
  const alone = noun.singular;
  const withArticle = alone !== undefined && article !== undefined && form !== 'bare' ? `${article} ${alone}` : alone;
  if (form === 'singular') return withArticle ?? noun.mass ?? noun.plural;
  return noun.plural ?? noun.mass ?? withArticle;
}

export const wording: HelperSet = (session) => {
  const { input } = session;
  const capital = (text: string): string => text.replace(/^\p{Ll}/u, (first) => first.toLocaleUpperCase(input.language));
  const onText = (change: (text: string) => string) => inline((value) => (typeof value === 'string' ? change(value) : undefined));
  const nouns = (themes: unknown, form: string | undefined): string | undefined => {
    if (themes === undefined) return undefined;
    const said = (themes as Noun[]).map((noun) => nounOf(noun, form, articleIn(input.language))).filter((noun) => noun !== undefined);
    return listed(input.formatLocale).format(said);
  };
  const [open, close] = quotedIn(input.language);
  const shown = (): string | undefined => {
    if (input.quote === undefined) return nouns(session.read('themes'), undefined);
    session.peek('feedback.quote');
    return `${open}${input.quote}${close}`;
  };
  return {
    capital: onText(capital),
    clause: onText(withoutStop),
    sentence: onText((text) => capital(sentence(text))),
    theme: inline((themes, form) => nouns(themes, form === undefined ? undefined : wordsOf(form))),
    // One helper in two shapes: as a block it has a body to choose, inline it says the words.
    quote: (...args) => {
      const asBlock = block(({ body, otherwise }) => (input.quote === undefined ? otherwise() : body()));
      const isBlock = typeof (args.at(-1) as { fn?: unknown }).fn === 'function';
      return isBlock ? asBlock(...args) : shown();
    },
  };
};
