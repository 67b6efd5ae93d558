import { createHash } from 'node:crypto';
import type { Plan, PlanStep, Target } from '@loopwright/workflows/contract';

const off: Target = { end: 'nothing-more' };
type Exits = PlanStep['exits'];
type Hand = PlanStep['hand'];

const stepOf = (id: string, kind: string, config: Record<string, unknown>, exits: Exits, hand: Hand = null): PlanStep => ({
  id,
  kind,
  version: 1,
  config,
  exits,
  hand,
});

function planOf(flow: string, ...steps: PlanStep[]): Plan {
  const byId = Object.fromEntries(steps.map((one) => [one.id, one]));
  const rest = { format: 1 as const, flow, first: steps[0] ? { to: steps[0].id } : off, steps: byId, templates: {} };
  return { $plan: createHash('sha256').update(JSON.stringify(rest)).digest('hex'), ...rest };
}

const verified = { wait: 'wait', as: 'verified' } as const;

/** Waits for an improvement to pricing, tells and closes; if the time passes, stops. */
export const promisePlan = (flow: string, atMostMs: number): Plan =>
  planOf(
    flow,
    stepOf(
      'wait',
      'wait-for-improvement',
      { themes: 'same', atMostMs, countedFrom: 'here' },
      { verified: { to: 'tell' }, declined: off, 'timed-out': { to: 'end' } },
    ),
    stepOf('tell', 'send-message', { template: 'you-asked-we-changed' }, { sent: { to: 'done' }, withheld: { end: 'not-told' } }, verified),
    stepOf('done', 'close-loop', { as: 'told' }, {}, verified),
    stepOf('end', 'stop', { reason: 'nothing changed in time' }, {}),
  );

/** Every kind that waits for nobody, one after the other. */
export const busyPlan = (flow: string): Plan =>
  planOf(
    flow,
    stepOf('pause', 'wait', { rule: { forMs: 400 } }, { next: { to: 'pro' } }),
    stepOf(
      'pro',
      'check',
      { if: { field: 'customer.attributes.plan', is: ['pro'] }, unknown: 'no' },
      { yes: { to: 'halves' }, no: { to: 'halves' } },
    ),
    stepOf(
      'halves',
      'split',
      {
        shares: [
          { key: 'a', percent: 50 },
          { key: 'b', percent: 50 },
        ],
      },
      { a: { to: 'crm' }, b: { to: 'crm' } },
    ),
    stepOf('crm', 'call-webhook', { connection: 'crm' }, { answered: { to: 'team' }, failed: { to: 'team' } }),
    stepOf('team', 'notify-team', { team: 'billing', text: 'have a look' }, { delivered: off, failed: off }),
  );

/** So many checks in a row that one run of the workflow does not hold them. */
export const longPlan = (flow: string, checks: number): Plan =>
  planOf(
    flow,
    ...Array.from({ length: checks }, (_, n) => {
      const next: Target = n + 1 < checks ? { to: `c${String(n + 1)}` } : off;
      return stepOf(`c${String(n)}`, 'check', { if: { all: [] }, unknown: 'no' }, { yes: next, no: next });
    }),
  );
