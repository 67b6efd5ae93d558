/** What may be to do, the weightiest first. */
export const WORK_KINDS = [
  'failed-loops',
  'unknown-messages',
  'held-messages',
  'overdue-tasks',
  'late-answers',
  'stuck-feedback',
  'shipped-unverified',
  'flow-sends-nothing',
  'themes-waited-for',
  'no-improvement-yet',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

const figure = new Intl.NumberFormat('en');

/** "1 person waits", "1,204 people wait". */
const counted = (count: number, one: readonly [string, string], many: readonly [string, string]): string =>
  `${figure.format(count)} ${(count === 1 ? one : many).join(' ')}`;
const peopleWait = (count: number): string => counted(count, ['person', 'waits'], ['people', 'wait']);

const SENTENCES: Readonly<Record<WorkKind, (count: number, about: string) => string>> = {
  'failed-loops': (count) => `${counted(count, ['loop', 'stands'], ['loops', 'stand'])} still because of a fault on our side.`,
  'unknown-messages': (count) =>
    `${counted(count, ['message', 'was'], ['messages', 'were'])} handed over, and nobody knows whether ${count === 1 ? 'it' : 'they'} arrived.`,
  'held-messages': (count) => `${counted(count, ['message', 'waits'], ['messages', 'wait'])} for a look.`,
  'overdue-tasks': (count) => `${counted(count, ['task', 'is'], ['tasks', 'are'])} past due.`,
  'late-answers': (count) => `${counted(count, ['customer', 'answered'], ['customers', 'answered'])} when nobody waited any more.`,
  'stuck-feedback': (count) =>
    `${counted(count, ['piece of feedback', 'is'], ['pieces of feedback', 'are'])} stuck on the way to ${count === 1 ? 'its' : 'their'} flows.`,
  'shipped-unverified': (count, about) => `${peopleWait(count)} to hear about ${about}.`,
  'flow-sends-nothing': (count, about) =>
    count === 0 ? `${about} sends nothing.` : `${about} sends nothing; ${counted(count, ['loop', 'stands'], ['loops', 'stand'])} in it.`,
  'themes-waited-for': (count, about) => `${peopleWait(count)} for something about ${about}, and nothing is planned.`,
  'no-improvement-yet': (count) =>
    count === 0 ? 'No improvement is recorded yet.' : `${peopleWait(count)}, and no improvement is recorded yet.`,
};

/** One sentence of the worklist; `about` is a title or a name. */
export const workWords = (kind: WorkKind, count: number, about = ''): string => SENTENCES[kind](count, about);
