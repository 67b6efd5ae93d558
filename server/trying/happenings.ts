import type { Plan } from '@loopwright/workflows/contract';
import type { Happening } from '@loopwright/workflows/simulate';
import { customerFacts } from '../loops/facts.ts';
import { DAY_MS } from './preview-body.ts';
import type { At, Event } from './preview-body.ts';
import type { Subject } from './subject.ts';
import type { Supposed } from './supposed.ts';

const VISITS = 5;

export const instantOf = (at: At, opened: number): number => (typeof at === 'number' ? opened + Math.round(at * DAY_MS) : at.getTime());

/** Whether messages wait for a look: somebody answers in this story. */
export const isLookedAt = (events: readonly Event[]): boolean => events.some(({ what }) => what === 'approved' || what === 'refused');

export const stopsMailAt = (events: readonly Event[], opened: number): number =>
  Math.min(Infinity, ...events.flatMap(({ what, at }) => (what === 'stopped-mail' ? [instantOf(at, opened)] : [])));

/** Events as they are named outside, as what happens to a simulated loop; in their order of time. */
export function happenings(
  events: readonly Event[],
  opened: number,
  plan: Plan,
  supposed: Supposed,
  { customer, feedback }: Subject,
): Happening[] {
  const facts = { attributes: customer.attributes };
  const timed = events.map((event, place) => ({ event, place, at: instantOf(event.at, opened) })).sort((a, b) => a.at - b.at);
  return timed.flatMap(({ event, at, place }): Happening[] => {
    switch (event.what) {
      case 'verified':
      case 'declined':
      case 'retracted': {
        const shippedAt = event.what === 'verified' && event.shippedAt !== undefined ? instantOf(event.shippedAt, opened) : at;
        return [{ at, improvement: supposed.happen(event, at, shippedAt, `events.${String(place)}`) }];
      }
      case 'said-again': {
        const more = event.themes ?? [];
        const themes = [...new Set([...feedback.tags.map(({ theme }) => theme), ...more])];
        return [{ at, feedback: { occurredAt: new Date(at), ...(more.length > 0 ? { themes } : {}) } }];
      }
      case 'attributes':
        facts.attributes = { ...facts.attributes, ...event.attributes };
        return [{ at, customer: { ...customerFacts(customer), attributes: facts.attributes } }];
      case 'approved':
      case 'refused':
        return looks(plan, at, event.what === 'approved' ? 'approved' : 'stopped');
      case 'answered':
        return [...visitsOf(plan, 'send-message'), ...visitsOf(plan, 'ask-question')].map((reply) => ({ at, reply, says: event.says }));
      case 'scored':
        return [
          { at, score: { kind: event.kind, score: event.score, source: feedback.source, themes: feedback.tags.map(({ theme }) => theme) } },
        ];
      case 'done':
      case 'not-done':
        return visitsOf(plan, 'assign').map((task) => ({ at, task, settled: event.what === 'done' ? 'done' : 'not-done' }));
      case 'paused':
      case 'resumed':
        return [{ at, flow: event.what }];
      case 'ended':
        return [{ at, loop: 'over' }];
      case 'stopped-mail':
        return [];
    }
  });
}

/** Whichever message waits for a look then. */
const looks = (plan: Plan, at: number, answer: 'approved' | 'stopped'): Happening[] =>
  visitsOf(plan, 'send-message').map((message) => ({ at, message, answer }));

/** Whatever was asked in any visit of a step of this kind, by step#visit; what was not asked yet hears nothing. */
const visitsOf = (plan: Plan, kind: string): string[] =>
  Object.values(plan.steps)
    .filter((step) => step.kind === kind)
    .flatMap(({ id }) => Array.from({ length: VISITS }, (_, visit) => `${id}#${String(visit + 1)}`));
