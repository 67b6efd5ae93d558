import type { KillCase } from './kill-case.ts';
import type { Due } from './people.ts';
import type { Scene } from './scene.ts';

/** A message as the API shows it. */
export interface SeenMessage {
  id: string;
  loopId: string;
  customerId: string;
  state: string;
  reasonCode: string | null;
  reason: string | null;
}

interface SeenFeedback {
  id: string;
  externalId: string;
  customerId: string;
  stage: string;
}

interface SeenLoop {
  id: string;
  feedbackId: string;
  customerId: string;
  status: string;
}

/** One customer's loop, what was due to them by the inputs, and the messages of that loop. */
export interface Line {
  externalId: string;
  email: string | null;
  due: Due;
  loop: string;
  status: string;
  messages: SeenMessage[];
}

/** Everything the product says about the people of a case. */
export interface Account {
  feedback: SeenFeedback[];
  lines: Line[];
  messages: SeenMessage[];
}

export async function accountOf({ deployment }: Scene, flows: readonly string[], one: KillCase): Promise<Account> {
  const feedback = await deployment.all<SeenFeedback>(`/api/feedback?source=${one.name}`);
  const messages = await deployment.all<SeenMessage>(`/api/messages?improvement=${one.name}`);
  const loops = (await Promise.all(flows.map((flow) => deployment.all<SeenLoop>(`/api/loops?flow=${flow}`)))).flat();
  const byId = new Map(feedback.map((seen) => [seen.id, seen.externalId]));
  const people = new Map(one.people.map((person) => [person.externalId, person]));
  const lines = loops.flatMap(({ id, feedbackId, status }): Line[] => {
    const person = people.get(byId.get(feedbackId) ?? '');
    if (!person) return [];
    const { externalId, email, due } = person;
    return [{ externalId, email, due, loop: id, status, messages: messages.filter((message) => message.loopId === id) }];
  });
  return { feedback, lines, messages };
}

const FINAL = new Set(['sent', 'unknown', 'withheld', 'failed', 'stopped', 'recalled']);

/** Nothing is under way any more: everybody's loops are there, and those that were due are over. */
export function isSettled({ feedback, lines, messages }: Account, one: KillCase, flows: readonly string[]): boolean {
  return (
    feedback.length >= one.people.length &&
    feedback.every(({ stage }) => stage === 'looped') &&
    lines.length >= one.people.length * flows.length &&
    lines.every(({ due, status }) => due === null || status !== 'open') &&
    messages.every(({ state }) => FINAL.has(state))
  );
}
