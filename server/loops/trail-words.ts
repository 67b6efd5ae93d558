import { isReason } from '../why/codes.ts';
import { words } from '../why/words.ts';
import type { TrailDoc } from './loop.schema.ts';

/** What names the ids in a trail. */
export interface TrailNames {
  improvement(id: string): string;
  team(step: string): string;
  /** Whom a step gave something to do. */
  owner(step: string): string;
  system(step: string): string;
}

type Entry = Pick<TrailDoc, 'kind' | 'exit' | 'code' | 'about' | 'step'>;
type Say = (entry: Entry, names: TrailNames) => string;

const about = ({ about: id }: Entry, names: TrailNames): string => (id === null ? 'an improvement' : names.improvement(id));

/** By kind and exit; `*` is any other exit. */
export const TRAIL_WORDS: Readonly<Record<string, Readonly<Record<string, Say>>>> = {
  'wait-for-improvement': {
    verified: (entry, names) => `${about(entry, names)} was verified for them.`,
    declined: (entry, names) => `It was decided against ${about(entry, names)}.`,
    'timed-out': () => 'The wait passed its limit, and nothing had changed for them.',
  },
  wait: { next: () => 'The wait is over.' },
  check: {
    yes: (entry) => `The answer was yes${entry.code === 'unknown' ? ', because it was not known' : ''}.`,
    no: (entry) => `The answer was no${entry.code === 'unknown' ? ', because it was not known' : ''}.`,
  },
  split: { '*': (entry) => `They were put on “${entry.exit}”, for good.` },
  'send-message': {
    sent: (entry) =>
      entry.code === 'already-told'
        ? 'They had been told in another message, which counts as the answer.'
        : entry.code === 'outcome-unknown'
          ? 'The message was handed over; whether it arrived is not known.'
          : 'The message was sent.',
    withheld: (entry) => `The message was not sent. ${because(entry)}`.trim(),
  },
  'notify-team': {
    delivered: (entry, names) =>
      entry.code === 'queued' ? `${names.team(entry.step)} will be told.` : `${names.team(entry.step)} was told.`,
    failed: (entry, names) => `${names.team(entry.step)} could not be told.`,
  },
  assign: {
    next: (entry, names) => `${names.owner(entry.step)} was given a task.`,
    done: (entry, names) => `The task of ${names.owner(entry.step)} was done.`,
    'not-done': (entry, names) =>
      entry.code === 'timed-out'
        ? `Nobody said in time what became of the task of ${names.owner(entry.step)}.`
        : `The task of ${names.owner(entry.step)} was not done.`,
  },
  'ask-approval': {
    approved: (entry) => `The message was approved. ${because(entry)}`.trim(),
    declined: () => 'The message was not approved.',
    'timed-out': () => 'Nobody approved the message in time; unanswered is not sent.',
  },
  'wait-for-reply': {
    satisfied: () => 'They answered that it works.',
    'not-fixed': () => 'They answered that it is still not so.',
    'not-what-i-said': () => 'They answered that they had meant something else.',
    other: () => 'They answered something else.',
    'timed-out': (entry) => (entry.code === 'not-told' ? 'There was no message to answer.' : 'They did not answer in time.'),
  },
  'ask-question': {
    'timed-out': () => 'They did not answer the question in time.',
    withheld: (entry) =>
      entry.code === 'asked-before' ? 'They had been asked before and have not answered.' : `They were not asked. ${because(entry)}`.trim(),
    '*': (entry) => (entry.code === 'known' ? `They had answered “${entry.exit}” before.` : `They answered “${entry.exit}”.`),
  },
  'wait-for-feedback': {
    better: () => 'Their next score was better.',
    'same-or-worse': () => 'Their next score was not better.',
    'timed-out': () => 'They gave no such score in time.',
  },
  'set-attribute': {
    next: (entry) => (entry.code === 'was-there' ? 'Nothing was noted, because something was there.' : 'It was noted.'),
  },
  'call-webhook': {
    answered: (entry, names) => `${names.system(entry.step)} answered.`,
    failed: (entry, names) => `${names.system(entry.step)} did not answer${entry.code ? ` (${entry.code})` : ''}.`,
  },
  'close-loop': { end: () => 'The loop was to be closed here.' },
  version: { moved: ({ about: to }) => `The flow was changed while they were part-way: from here on by version ${to ?? ''}.` },
  stop: { end: () => 'The loop ended here, unanswered.' },
};

const because = ({ code }: Entry): string => (code !== null && isReason(code) ? words(code) : '');

/** What one entry of a trail says. Every exit of every kind has words; a kind that was brought along says its exit. */
export function trailWords(entry: Entry, names: TrailNames): string {
  if (entry.exit === 'unwound') return `It went back to its wait. ${because(entry)}`.trim();
  const exits = TRAIL_WORDS[entry.kind] ?? {};
  const say = exits[entry.exit] ?? exits['*'];
  return say ? say(entry, names) : `${entry.kind}: ${entry.exit}${entry.code ? ` (${entry.code})` : ''}.`;
}
