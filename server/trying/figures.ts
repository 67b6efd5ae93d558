import { Temporal } from 'temporal-polyfill';
import { exitsOf, placed, sentences, textOf } from '@loopwright/workflows/contract';
import type { Flow, FlowWords, NotAdmitted, Placed } from '@loopwright/workflows/contract';
import type { Book } from '@loopwright/workflows/backtest';
import { isReason } from '../why/codes.ts';
import { words } from '../why/words.ts';
import { NOT_LET_IN } from './entry-words.ts';
import type { Figure, SideFigures } from './figure-shapes.ts';

const WEEK_MS = 7 * 86_400_000;
const CLOSED: Readonly<Record<string, string>> = {
  told: 'Closed: they were told.',
  confirmed: 'Closed: they confirmed it.',
  'answered-by-a-person': 'Closed: a person answered them.',
};

/** The numbers of a replay in words and in the order of the flow. */
export function figuresOf(
  book: Book,
  tree: Flow,
  flowWords: FlowWords,
  { from, to, zone }: { from: Date; to: Date; zone: string },
): SideFigures {
  const inWords = sentences(tree, flowWords);
  const figure = (key: string, said: string): Figure => {
    const { loops = 0, people = 0 } = book.counts.get(key) ?? {};
    return { key, words: said, loops, people };
  };
  const named = (prefix: string, say: (rest: string) => string): Figure[] =>
    [...book.counts.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => figure(key, say(key.slice(prefix.length))))
      .sort((a, b) => b.loops - a.loops || (a.key < b.key ? -1 : 1));
  const reason = (code: string): string => (isReason(code) ? words(code) : code);
  const told = figure('told', 'told');
  const entered = figure('entered', 'would have entered');
  const timedOut = figure('timed-out', 'timed out');
  const busiest = busiestDay(book, zone);
  return {
    words: `${count(entered.people)} would have entered, ${count(told.people)} told, ${count(timedOut.people)} timed out.`,
    entered,
    told,
    timedOut,
    joined: figure('joined', 'more of the same, which joined a loop'),
    steps: placed(tree).map((place) => {
      const { step } = place;
      const rule = inWords.filter((one) => one.step === step.id && one.about === 'step');
      const stands = figure(`stands:${step.id}`, 'still there now');
      return {
        step: step.id,
        rule: rule.map(({ parts }) => textOf(parts)).join(' '),
        depth: rule[0]?.depth ?? 0,
        under: underOf(place),
        reached: figure(`step:${step.id}`, 'came here'),
        stands: stands.loops > 0 ? stands : null,
        exits: exitsOf(place).map(({ name, title }) => ({ exit: name, ...figure(`exit:${step.id}:${name}`, title ?? name) })),
      };
    }),
    endings: [...named('closed:', (as) => CLOSED[as] ?? as), ...named('ended:', reason)],
    notLetIn: named('not:', (code) => NOT_LET_IN[code as NotAdmitted]),
    notSent: named('message:', (rest) => reason(rest.slice(rest.indexOf(':') + 1))),
    sent: [...book.sentInHour.values()].reduce((sum, one) => sum + one, 0),
    busiest,
    approvals: approvalsOf(book, tree, flowWords, (to.getTime() - from.getTime()) / WEEK_MS),
  };
}

/** Whom flows ask to approve, and how often; a stand-in is not counted, since nobody knows when one is needed. */
function approvalsOf(book: Book, tree: Flow, { people, teams }: FlowWords, weeks: number): SideFigures['approvals'] {
  const asked = new Map<string, number>();
  for (const { step } of placed(tree).filter((place) => place.step.kind === 'ask-approval')) {
    const { person = '', team = '' } = (step.config['approver'] ?? {}) as { person?: string; team?: string };
    const who = people.get(person)?.name ?? teams.get(team)?.name ?? (person || team);
    asked.set(who, (asked.get(who) ?? 0) + (book.counts.get(`step:${step.id}`)?.loops ?? 0));
  }
  return [...asked].map(([who, times]) => ({ who, aWeek: Math.round((times / weeks) * 10) / 10 })).sort((a, b) => b.aWeek - a.aWeek);
}

function underOf({ parent, exit, path }: Placed): string | null {
  if (!parent || exit === null || !path.endsWith('.0')) return null;
  return exitsOf(parent).find(({ name }) => name === exit)?.title ?? exit;
}

function busiestDay({ sentInHour }: Book, zone: string): SideFigures['busiest'] {
  const days = new Map<string, number>();
  for (const [hour, messages] of sentInHour) {
    const day = Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString();
    days.set(day, (days.get(day) ?? 0) + messages);
  }
  const [most] = [...days].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most ? { day: most[0], messages: most[1] } : null;
}

const number = new Intl.NumberFormat('en-GB');
const count = (people: number): string => `${number.format(people)} ${people === 1 ? 'person' : 'people'}`;
