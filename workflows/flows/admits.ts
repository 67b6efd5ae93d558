import { holds } from '../terms/answers.ts';
import type { ConditionFacts } from '../terms/answers.ts';
import { milliseconds } from '../terms/duration.ts';
import type { Feeling, ScoreKind } from '../terms/feedback.ts';
import type { Entry } from '../terms/flow.ts';

/** A feedback as far as an entry looks at it. */
export interface Arrival {
  source: string;
  brand: string | null;
  language: string | null;
  text: string | null;
  score: number | null;
  scoreKind: ScoreKind | null;
  event: string | null;
  attributes: Readonly<Record<string, unknown>>;
  tags: readonly { theme: string; confirmed: boolean }[];
  feeling: Feeling | null;
  feelingConfirmed: boolean;
  occurredAt: Date;
  receivedAt: Date;
  history: boolean;
  demo: boolean;
}

export interface EntryFacts {
  said: Arrival;
  customer: ConditionFacts['customer'];
  flow: { demo: boolean; firstPublishedAt: Date | null };
  now: Date;
}

/** Why a feedback does not enter, in the order in which it is found. */
export const NOT_ADMITTED = [
  'not-for-feedback',
  'demo',
  'history',
  'not-published',
  'before-publishing',
  'before-since',
  'too-old',
  'other-source',
  'other-brand',
  'other-language',
  'other-score',
  'has-words',
  'other-feeling',
  'other-theme',
  'not-confirmed',
  'only-if',
] as const;
export type NotAdmitted = (typeof NOT_ADMITTED)[number];

export type Admission = { admitted: string[] } | { not: NotAdmitted };

/** Whether a feedback enters a flow, and with which of its themes. Pure: the pump and backtests ask the same. */
export function admits(entry: Entry, facts: EntryFacts): Admission {
  const not = outside(entry, facts) ?? tooEarlyOrLate(entry, facts) ?? otherKind(entry, facts.said) ?? otherFeeling(entry, facts.said);
  if (not) return { not };
  const themes = themesOf(entry, facts.said);
  if (typeof themes === 'string') return { not: themes };
  return holds(entry.onlyIf, conditionFacts(facts)) ? { admitted: themes } : { not: 'only-if' };
}

function outside(entry: Entry, { said, flow }: EntryFacts): NotAdmitted | null {
  if (entry.kind !== 'feedback') return 'not-for-feedback';
  if (said.demo !== flow.demo) return 'demo';
  return said.history ? 'history' : null;
}

/** `since: publishing` looks at when we received it, an instant at when it was said. */
function tooEarlyOrLate(entry: Entry, { said, flow, now }: EntryFacts): NotAdmitted | null {
  if (!flow.firstPublishedAt) return 'not-published';
  if (entry.since === 'publishing') {
    if (said.receivedAt < flow.firstPublishedAt) return 'before-publishing';
  } else if (said.occurredAt < new Date(entry.since)) return 'before-since';
  if (entry.maxAge === null) return null;
  return said.occurredAt.getTime() < now.getTime() - milliseconds(entry.maxAge) ? 'too-old' : null;
}

function otherKind(entry: Entry, said: Arrival): NotAdmitted | null {
  if (entry.sources && !entry.sources.includes(said.source)) return 'other-source';
  if (entry.brands && !(said.brand && entry.brands.includes(said.brand))) return 'other-brand';
  if (entry.languages && !entry.languages.some((language) => speaks(said.language, language))) return 'other-language';
  if (entry.score && !inRange(entry.score, said)) return 'other-score';
  return entry.withoutText && said.text?.trim() ? 'has-words' : null;
}

function otherFeeling(entry: Entry, said: Arrival): NotAdmitted | null {
  if (!entry.feelings) return null;
  if (!said.feeling || !entry.feelings.includes(said.feeling)) return 'other-feeling';
  return said.feelingConfirmed ? null : 'not-confirmed';
}

/** The confirmed themes that count, or why none do. An entry that names none takes whatever there is, nothing too. */
function themesOf(entry: Entry, said: Arrival): string[] | 'other-theme' | 'not-confirmed' {
  const wanted = entry.themes;
  const confirmed = said.tags.filter((tag) => tag.confirmed).map((tag) => tag.theme);
  if (!wanted) return confirmed;
  const enough = (themes: string[]): boolean =>
    entry.match === 'all' ? wanted.every((theme) => themes.includes(theme)) : wanted.some((theme) => themes.includes(theme));
  if (enough(confirmed)) return confirmed.filter((theme) => wanted.includes(theme));
  return enough(said.tags.map((tag) => tag.theme)) ? 'not-confirmed' : 'other-theme';
}

/** en is spoken by en and en-GB (RFC 4647 basic filtering). */
function speaks(said: string | null, wanted: string): boolean {
  const [tag, range] = [said?.toLowerCase() ?? '', wanted.toLowerCase()];
  return tag === range || tag.startsWith(`${range}-`);
}

const inRange = (range: NonNullable<Entry['score']>, said: Arrival): boolean =>
  said.scoreKind === range.kind && said.score !== null && said.score >= range.from && said.score <= range.to;

const conditionFacts = ({ said, customer }: EntryFacts): ConditionFacts => ({
  customer,
  feedback: {
    source: said.source,
    brand: said.brand ?? undefined,
    language: said.language ?? undefined,
    score: said.score ?? undefined,
    event: said.event ?? undefined,
    attributes: said.attributes,
  },
});
