import type { Task } from '../api/task-shapes.ts';

type Tone = 'calm' | 'good' | 'waits' | 'bad';

/** Where a task stands, in one word or two. */
export function taskState({ state, overdue }: Pick<Task, 'state' | 'overdue'>): { tone: Tone; words: string } {
  if (state === 'done') return { tone: 'good', words: 'done' };
  if (state === 'not-done') return { tone: 'calm', words: 'not done' };
  return overdue ? { tone: 'bad', words: 'past due' } : { tone: 'waits', words: 'to do' };
}

const SAYS: Readonly<Record<string, string>> = {
  satisfied: 'It works.',
  'not-fixed': 'Still not.',
  'not-what-i-said': 'I meant something else.',
  other: 'Something else.',
};

/** What a customer answered; the answers of a question are its own words. */
export const answerWords = (says: string): string => SAYS[says] ?? says;
