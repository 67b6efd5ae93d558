import type { Entry, Flow } from '../../terms/flow.ts';
import type { Feeling } from '../../terms/feedback.ts';
import { conditionWords } from '../../steps/words/conditions.ts';
import { languageWords, notALanguage } from '../../steps/words/languages.ts';
import { nameOf } from '../../steps/words/names.ts';
import type { Names } from '../../steps/words/names.ts';
import { listSentences, listed, pick, say, wordCount } from '../../steps/words/sentence.ts';
import type { Part, Sentence } from '../../steps/words/sentence.ts';
import { counted, dayWords, instantWords, spanWords } from '../../steps/words/spans.ts';

const LONGEST_SENTENCE = 35;
const LONGEST_CLAUSE = 12;
const FEELINGS: Readonly<Record<Feeling, string>> = {
  complaint: 'complains',
  wish: 'wishes for something',
  praise: 'praises',
  neutral: 'says something neutral',
};
const SCORES = { nps: 'NPS', csat: 'CSAT', stars: 'stars' } as const;

/** How much stands in the first sentence: lists up to a length, and the condition; the roomiest that is short enough. */
const LAYOUTS = [{ inline: 4, condition: true }, ...[4, 3, 2, 1].map((inline) => ({ inline, condition: false }))];
type Layout = (typeof LAYOUTS)[number];

/** Who is let in. What makes the sentence too long becomes sentences of its own. */
export function entrySentences(entry: Entry, names: Names): Sentence[] {
  if (entry.kind === 'taken-back') return [takenBack(entry, names)];
  const lists = listsOf(entry, names);
  const layouts = isLong(entry) ? LAYOUTS.filter(({ condition }) => !condition) : LAYOUTS;
  const tries = layouts.map((layout) => ({ layout, opening: entrySentence(entry, lists, layout) }));
  const fits = tries.find(({ opening }) => wordCount(opening) <= LONGEST_SENTENCE) ?? tries.at(-1);
  if (!fits) return [];
  const { layout, opening } = fits;
  const apart = lists.filter(({ items }) => items.length > layout.inline);
  const only = entry.onlyIf && !layout.condition ? [say`Only for customers who are, at that moment, ${among(entry)}.`] : [];
  return [opening, ...apart.flatMap(({ path, title, items }) => listSentences(path, title, items)), ...only];
}

const isLong = ({ onlyIf }: Entry): boolean => onlyIf !== undefined && conditionWords(onlyIf, 'whose').split(' ').length > LONGEST_CLAUSE;

interface List {
  path: 'themes' | 'sources' | 'brands' | 'languages';
  title: string;
  one: string;
  items: string[];
}

function listsOf(entry: Entry, names: Names): List[] {
  const lists: List[] = [
    { path: 'themes', title: 'The themes', one: 'theme', items: (entry.themes ?? []).map((key) => nameOf(names, 'themes', key)) },
    {
      path: 'sources',
      title: 'The sources',
      one: 'source',
      items: (entry.sources ?? []).map((key) => notALanguage(nameOf(names, 'sources', key))),
    },
    { path: 'brands', title: 'The brands', one: 'brand', items: (entry.brands ?? []).map((key) => nameOf(names, 'brands', key)) },
    { path: 'languages', title: 'The languages', one: 'language', items: (entry.languages ?? []).map(languageWords) },
  ];
  return lists;
}

function entrySentence(entry: Entry, lists: readonly List[], { inline, condition }: Layout): Part[] {
  const list = (path: List['path'], before: string): Part[] | false => {
    const found = lists.find((one) => one.path === path);
    if (!found || entry[path] === undefined) return false;
    const { items, one } = found;
    if (items.length === 0) return say`${before} ${pick(path, undefined, `a ${one}`)}`;
    return say`${before} ${items.length > inline ? pick(path, counted(items.length, one), '') : listed(path, items)}`;
  };
  const { score, withoutText, maxAge, since } = entry;
  const said =
    maxAge === null ? say`${pick('maxAge', 'however long ago', '')}` : say`at most ${pick('maxAge', spanWords(maxAge), '')} earlier`;
  return say`As soon as a customer ${pick('feelings', feelings(entry), '')}${about(entry, list)}${list('sources', ' in')}${list('brands', ' to')}${list(
    'languages',
    ' in',
  )}${score && say` with ${pick('score.kind', SCORES[score.kind], '')} ${pick('score', `${String(score.from)} to ${String(score.to)}`, '')}`}${
    withoutText !== undefined && say` ${pick('withoutText', withoutText ? 'without words' : 'with words of their own', '')}`
  }, ${pick('certainty', entry.certainty === 'confirmed' ? 'confirmed by a person' : 'confirmed by a person or certified at 95 %', '')}, said ${said} and ${pick(
    'since',
    since === 'publishing' ? 'after publishing' : `since ${instantWords(since)}`,
    '',
  )}, start a loop${condition && entry.onlyIf && say`, only for customers who are, at that moment, ${among(entry)}`}.`;
}

const among = ({ onlyIf }: Entry): Part => pick('onlyIf', onlyIf && `among those ${conditionWords(onlyIf, 'whose')}`, 'a condition');

function feelings({ feelings: chosen }: Entry): string | undefined {
  if (!chosen) return 'says anything';
  if (chosen.length === 0) return undefined;
  return chosen.map((feeling) => FEELINGS[feeling]).join(' or ');
}

/** “all of” is said even where it asks nothing, so that no setting hides. */
function about({ themes, match }: Entry, list: (path: 'themes', before: string) => Part[] | false): Part[] | false {
  if (themes === undefined) return match === 'all' && say` about ${pick('match', 'all of', '')} no theme named`;
  const which = match === 'all' || themes.length > 1 ? [{ text: ' about ' }, pick('match', `${match} of`, '')] : [{ text: ' about' }];
  const themed = list('themes', '');
  return themed && [...which, ...themed];
}

const takenBack = ({ themes }: Entry, names: Names): Part[] =>
  say`As soon as an improvement to ${
    themes?.length
      ? listed(
          'themes',
          themes.map((key) => nameOf(names, 'themes', key)),
        )
      : pick('themes', 'any theme', '')
  } is taken back, start a loop for each customer told of it, also where it is unknown whether it arrived.`;

/** What more of the same does. */
export const againSentence = ({ again }: Entry): Part[] =>
  again === 'every'
    ? say`${pick('again', 'Every such feedback starts its own loop', '')}.`
    : say`More of the same from that customer within ${pick('again', `${spanWords(again.within)} of the opening`, '')} joins this loop.`;

/** Who is not told on purpose. */
export function comparisonSentence({ holdback }: Pick<Flow, 'holdback'>): Part[] {
  if (!holdback) return say`${pick('holdback', 'Everyone', '')} is told.`;
  const share = 100 / holdback.percent;
  const words = Number.isInteger(share) && 100 / share === holdback.percent ? `1 in ${String(share)}` : `${String(holdback.percent)} % of`;
  return say`${pick('holdback.percent', words, '')} customers, always the same ones, are not told until ${pick(
    'holdback.until',
    dayWords(holdback.until),
    '',
  )}, to compare.`;
}
