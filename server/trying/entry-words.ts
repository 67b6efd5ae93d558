import { Entry, admits, conditionWords, dayWords, instantWords, spanWords } from '@loopwright/workflows/contract';
import type { EntryFacts, FlowWords, NotAdmitted } from '@loopwright/workflows/contract';
import { feelingWords } from './feeling-words.ts';

/** One thing that an entry asks for, and whether it is so. */
export interface Asked {
  met: boolean;
  words: string;
}

/** An entry that asks for nothing. */
const NOTHING = { maxAge: null, since: '1970-01-01T00:00:00Z' } as const;

type Name = 'sources' | 'brands' | 'languages' | 'score' | 'withoutText' | 'feelings' | 'themes' | 'onlyIf' | 'maxAge' | 'since';

/** What an entry asks for, one thing after the other, each asked alone of the same predicate. */
export function entryAsks(entry: Entry, facts: EntryFacts, words: FlowWords): Asked[] {
  const named: Partial<Record<Name, unknown>> = { ...entry, maxAge: entry.maxAge ?? undefined };
  const asks = (Object.keys(SAYS) as Name[]).filter((name) => named[name] !== undefined);
  return asks.map((name) => {
    const alone = Entry.parse({ ...NOTHING, [name]: named[name], ...(name === 'themes' ? { match: entry.match } : {}) });
    const admission = admits(alone, facts);
    return { met: 'admitted' in admission, words: SAYS[name](entry, facts, words, 'not' in admission ? admission.not : null) };
  });
}

type Say = (entry: Entry, facts: EntryFacts, words: FlowWords, not: NotAdmitted | null) => string;

const list = (names: readonly string[]): string => names.join(', ') || 'nothing';
const themeNames = (keys: readonly string[], { themes }: FlowWords): string => list(keys.map((key) => themes.get(key)?.name ?? key));
const unconfirmed = (not: NotAdmitted | null): string => (not === 'not-confirmed' ? ', and no person has confirmed that' : '');

const SAYS: Readonly<Record<Name, Say>> = {
  feelings: ({ feelings }, { said }, _, not) =>
    `It ${said.feeling ? `is ${feelingWords(said.feeling)}` : 'has no feeling yet'}${unconfirmed(not)}; asked for: ${(feelings ?? []).map(feelingWords).join(' or ')}.`,
  themes: (entry, { said }, words, not) =>
    `It is about ${themeNames(
      said.tags.map(({ theme }) => theme),
      words,
    )}${unconfirmed(not)}; asked for: ${entry.match === 'all' ? 'all of ' : ''}${themeNames(entry.themes ?? [], words)}.`,
  sources: ({ sources }, { said }) => `It came through ${said.source}; asked for: ${list(sources ?? [])}.`,
  brands: ({ brands }, { said }) => `It was said to ${said.brand ?? 'no brand'}; asked for: ${list(brands ?? [])}.`,
  languages: ({ languages }, { said }) => `It was said in ${said.language ?? 'an unknown language'}; asked for: ${list(languages ?? [])}.`,
  score: ({ score }, { said }) =>
    `Its score is ${said.score === null ? 'not known' : `${String(said.score)} (${said.scoreKind ?? 'of no kind'})`}; asked for: ${score?.kind ?? ''} ${String(score?.from ?? '')} to ${String(score?.to ?? '')}.`,
  withoutText: ({ withoutText }, { said }) =>
    `It has ${said.text?.trim() ? 'words' : 'no words'}${withoutText ? '; asked for: none' : ''}.`,
  maxAge: ({ maxAge }, { said, now }) =>
    `It was said ${ago(now.getTime() - said.occurredAt.getTime())} before it came in; asked for: ${maxAge === null ? 'any time' : `at most ${spanWords(maxAge)}`}.`,
  since: ({ since }, { said }) =>
    since === 'publishing'
      ? 'It comes in after publishing.'
      : `It was said on ${dayWords(said.occurredAt.toISOString().slice(0, 10))}; asked for: since ${instantWords(since)}.`,
  onlyIf: ({ onlyIf }, _facts, _words, not) =>
    `${not ? 'It is not so, or not known, that' : 'It is so that'} ${onlyIf ? conditionWords(onlyIf, 'their') : 'anything holds'}.`,
};

function ago(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  return days < 1 ? 'less than a day' : days === 1 ? '1 day' : `${String(days)} days`;
}

/** Why nobody is let in, in one sentence. */
export const NOT_LET_IN: Readonly<Record<NotAdmitted, string>> = {
  'not-for-feedback': 'This flow begins when an improvement is taken back, not with feedback.',
  demo: 'Invented feedback enters only flows of the demo, and real feedback never does.',
  history: 'It was taken in as history, and history starts no loop.',
  'not-published': 'The flow was never published.',
  'before-publishing': 'It came in before the flow was first published.',
  'before-since': 'It was said before the day from which the flow lets anybody in.',
  'too-old': 'It was said longer ago than the flow lets anybody in.',
  'other-source': 'It came through another source.',
  'other-brand': 'It was said to another brand.',
  'other-language': 'It was said in another language.',
  'other-score': 'Its score is another, or it has none.',
  'has-words': 'It has words, and the flow is for feedback without.',
  'other-feeling': 'It is of another feeling.',
  'other-theme': 'It is about something else.',
  'not-confirmed': 'No person, and no source that is trusted, has confirmed its theme or feeling.',
  'only-if': 'The customer is not among those the flow is only for, or it is not known whether they are.',
};
