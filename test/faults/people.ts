import type { SentFeedback } from '../builders/feedback.ts';

const DAY = 86_400_000;
const DAY_SHIPPED = 2;
const PEOPLE = 20;

/** Two flows take each complaint, so that everybody has two loops. */
export const FLOWS = 2;

/** Whom an improvement for those on Pro, shipped two days ago, reaches; `null` = it is not true for them. */
export type Due = 'told' | 'no-address' | 'no-consent' | null;

export interface Person {
  externalId: string;
  email: string | null;
  due: Due;
  feedback: SentFeedback;
}

/** The people of one case, each by their number: what is due to them is said here and nowhere else. */
export function peopleOf(name: string, now: number): Person[] {
  return Array.from({ length: PEOPLE }, (_, n) => {
    const due: Due = n === 3 ? 'no-address' : n === 7 ? 'no-consent' : n === 11 || n === 15 ? null : 'told';
    const externalId = `${name}-${String(n)}`;
    const email = due === 'no-address' ? null : `${externalId}@example.com`;
    const daysAgo = n === 11 ? DAY_SHIPPED - 1 : DAY_SHIPPED + 1 + (n % 5);
    const feedback: SentFeedback = {
      source: name,
      externalId,
      text: 'Prices without tax are a trap.',
      themes: [name],
      feeling: 'complaint',
      language: 'en',
      occurredAt: new Date(now - daysAgo * DAY).toISOString(),
      customer: {
        externalId,
        ...(email ? { email } : {}),
        attributes: { plan: n === 15 ? 'basic' : 'pro' },
        ...(due === 'no-consent' ? { consent: { email: false } } : {}),
      },
    };
    return { externalId, email, due, feedback };
  });
}

/** What was changed for them, as it is recorded. */
export const improvementFor = (name: string): object => ({
  id: name,
  themes: [name],
  title: `prices without tax (${name})`,
  change: 'every price includes tax',
  scope: { field: 'customer.attributes.plan', is: ['pro'] },
});

export const shippedAt = (now: number): string => new Date(now - DAY_SHIPPED * DAY).toISOString();

/** Complaints about any of these themes wait for an improvement, and are told by mail. */
export const flowFor = (name: string, themes: readonly string[], atMost = 'P90D'): object => ({
  name,
  entry: { themes, feelings: ['complaint'] },
  steps: [
    {
      id: 'wait',
      kind: 'wait-for-improvement',
      config: { themes: 'same', atMost },
      exits: {
        verified: [
          { id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } },
          { id: 'done', kind: 'close-loop', config: {} },
        ],
        'timed-out': [{ id: 'end', kind: 'stop', config: { reason: 'nothing changed in time' } }],
      },
    },
  ],
});
