import { baseOf } from '../renderer/languages.ts';
import { sanitise } from '../renderer/sanitise.ts';
import { maybePersonal } from './personal-data.ts';
import { quoteWords } from './word-lists.ts';

export type QuoteProblem =
  | 'nothing-to-quote'
  | 'other-language'
  | 'too-long'
  | 'not-one-clause'
  | 'odd-characters'
  | 'personal-data'
  | 'not-for-print'
  | 'cut-from-its-sentence';

export interface QuoteContext {
  /** The language of the feedback as given, and of the message. */
  language: string | undefined;
  into: string;
  /** What they wrote, whole: the quote must be a clause of it as it stands. */
  text?: string | undefined;
  /** Names that never appear: staff, the customer. */
  names?: readonly string[];
}

export type QuoteVerdict = { quote: string } | { problem: QuoteProblem };

const MOST_WORDS = 15;
const MOST_CHARACTERS = 200;
// Looked for at the beginning of a run only: otherwise a text of nothing else takes seconds.
const TRAILING = /(?<![\s.,;:!?…])[\s.,;:!?…]+$/u;
// Letters, marks, figures, spaces, apostrophes, hyphens, a point or comma between figures, and money or per cent.
const PLAIN = /^(?:[\p{L}\p{M}\p{N} '’%€$£-]|(?<=\p{N})[.,](?=\p{N}))+$/u;
const SPACED = /(?:^|\s)\p{L}(?:\s\p{L}(?!\p{L})){2,}/u;
const SENTENCE_END = /[.!?…\n]/u;
const CLAUSE_EDGE = /[.!?…;:,\n–—()"“”„«»]/u;

const lowered = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}'’]+/u)
    .filter((word) => word !== '');

function isOf(word: string, stem: string): boolean {
  if (stem.endsWith('$')) return word === stem.slice(0, -1);
  return stem.length <= 3 ? word === stem : word.startsWith(stem);
}

function negated(words: readonly string[], negations: readonly string[]): boolean {
  return words.some((word) => negations.includes(word) || word.endsWith("n't") || word.endsWith('n’t'));
}

/** A quote taken from the middle of a clause, or whose sentence turns it round elsewhere, says what they did not say. */
function cut(quote: string, text: string, negations: readonly string[]): boolean {
  const whole = text
    .normalize('NFKC')
    .split(/\r\n|\r|\n/u)
    .map(sanitise)
    .join('\n');
  const from = whole.indexOf(quote);
  if (from < 0) return true;
  const before = whole.slice(0, from).trimEnd();
  const after = whole.slice(from + quote.length).trimStart();
  if (
    (before !== '' && !CLAUSE_EDGE.test(before.at(-1) ?? '') && !whole.slice(before.length, from).includes('\n')) ||
    (after !== '' && !CLAUSE_EDGE.test(after.charAt(0)))
  )
    return true;
  const sentenceBefore = before.split(SENTENCE_END).at(-1) ?? '';
  const sentenceAfter = SENTENCE_END.test(after.charAt(0)) ? '' : (after.split(SENTENCE_END)[0] ?? '');
  return negated([...lowered(sentenceBefore), ...lowered(sentenceAfter)], negations);
}

/**
 * The quote gate, as far as it can be decided without a model; doubt is a no. Whether the polarity agrees and the clause supports the
 * tag is the caller's to decide before. Languages without word lists are never quoted.
 */
export function quoteGate(candidate: string | undefined, context: QuoteContext): QuoteVerdict {
  const quote = sanitise((candidate ?? '').normalize('NFKC')).replace(TRAILING, '');
  if (quote === '' || !/\p{L}{2}/u.test(quote)) return { problem: 'nothing-to-quote' };
  const language = context.language === undefined ? undefined : baseOf(context.language.toLowerCase());
  const lists = language === undefined ? undefined : quoteWords.get(language);
  if (lists === undefined || language !== baseOf(context.into.toLowerCase())) return { problem: 'other-language' };
  const words = lowered(quote);
  if (quote.length > MOST_CHARACTERS || quote.split(' ').length > MOST_WORDS) return { problem: 'too-long' };
  if (/[.!?…;:\n–—]\s|,\s/u.test(quote) || words.some((word) => lists.joins.includes(word))) return { problem: 'not-one-clause' };
  if (!PLAIN.test(quote) || SPACED.test(quote)) return { problem: 'odd-characters' };
  if (maybePersonal(quote, language, context.names ?? [])) return { problem: 'personal-data' };
  if (words.some((word) => lists.never.some((stem) => isOf(word, stem)))) return { problem: 'not-for-print' };
  if (context.text !== undefined && cut(quote, context.text, lists.negations)) return { problem: 'cut-from-its-sentence' };
  return { quote };
}

/** The words of a quote that passes, or nothing: what the renderer itself asks before it shows one. */
export function showableQuote(candidate: string | undefined, context: QuoteContext): string | undefined {
  const verdict = quoteGate(candidate, context);
  return 'quote' in verdict ? verdict.quote : undefined;
}
