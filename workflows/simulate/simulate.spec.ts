import { describe, expect, it } from 'vitest';
import type { Plan, PlanStep, Target } from '../terms/plan.ts';
import { simulate } from './simulate.ts';
import type { Happening, KnownImprovement, Outset } from './simulate.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const T0 = Date.UTC(2026, 2, 1);
const day = (n: number): number => T0 + n * DAY;
const off: Target = { end: 'nothing-more' };
const step = (id: string, kind: string, config: object, exits: PlanStep['exits'], hand: PlanStep['hand'] = null): PlanStep => ({
  id,
  kind,
  version: 1,
  config: { ...config },
  exits,
  hand,
});
const planOf = (...steps: PlanStep[]): Plan => ({
  $plan: 'p'.repeat(64),
  format: 1,
  flow: 'f',
  first: { to: steps[0]?.id ?? '' },
  steps: Object.fromEntries(steps.map((one) => [one.id, one])),
  templates: {},
});
const hand = { wait: 'wait', as: 'verified' } as const;
const pricing = planOf(
  step(
    'wait',
    'wait-for-improvement',
    { themes: 'same', atMostMs: 90 * DAY, countedFrom: 'here' },
    {
      verified: { to: 'tell' },
      declined: { to: 'no' },
      'timed-out': { to: 'end' },
    },
  ),
  step('tell', 'send-message', { template: 'yes' }, { sent: { to: 'done' }, withheld: { end: 'not-told' } }, hand),
  step('done', 'close-loop', { as: 'told' }, {}, hand),
  step(
    'no',
    'send-message',
    { template: 'no' },
    { sent: { to: 'heard' }, withheld: { end: 'not-told' } },
    { wait: 'wait', as: 'declined' },
  ),
  step('heard', 'close-loop', { as: 'told' }, {}, { wait: 'wait', as: 'declined' }),
  step('end', 'stop', { reason: 'nothing changed in time' }, {}),
);
const outset = (over: Partial<Outset> = {}): Outset => ({
  opened: T0,
  customer: { attributes: { plan: 'pro' } },
  feedback: { themes: ['pricing'], occurredAt: new Date(T0 - DAY), attributes: {} },
  feedbackId: 'feedback-1',
  customerId: 'customer-1',
  ...over,
});
const shipped = (id: string, at: number, over: Partial<KnownImprovement> = {}): KnownImprovement => ({
  id,
  state: 'verified',
  themes: ['pricing'],
  shippedAt: new Date(at),
  revision: 1,
  ...over,
});
const story = async (happenings: Happening[], over: Partial<Outset> = {}, plan = pricing): Promise<{ told: string[]; ending: unknown }> => {
  const { trail, ending } = await simulate(plan, outset(over), happenings, day(2000));
  return {
    told: trail.map(({ at, step: id, exit, code }) => `${String(Math.floor((at - T0) / DAY))} ${id} ${exit}${code ? ` ${code}` : ''}`),
    ending,
  };
};
const closed = { end: 'closed', as: 'told' };

describe('a simulated loop', () => {
  it('waits until an improvement is verified, tells, and closes', async () => {
    const { told, ending } = await story([{ at: day(10), improvement: shipped('i1', day(9)) }]);
    expect(told).toEqual(['10 wait verified', '10 tell sent', '10 done end']);
    expect(ending).toEqual(closed);
  });

  it('hears of an improvement verified before it began to wait', async () => {
    const { told } = await story([], { improvements: [shipped('i1', T0 - MINUTE)] });
    expect(told).toEqual(['0 wait verified', '0 tell sent', '0 done end']);
  });

  it('does not take an improvement that shipped before the customer spoke, nor one out of scope', async () => {
    const { told, ending } = await story([
      { at: day(1), improvement: shipped('old', T0 - 2 * DAY) },
      { at: day(2), improvement: shipped('other', day(2), { scope: { field: 'customer.attributes.plan', is: ['basic'] } }) },
    ]);
    expect(told).toEqual(['90 wait timed-out', '90 end end']);
    expect(ending).toEqual({ end: 'ended', code: 'stop-step', reason: 'nothing changed in time' });
  });

  it('frees a customer who comes into the scope while waiting', async () => {
    const scoped = shipped('i1', day(2), { scope: { field: 'customer.attributes.plan', is: ['enterprise'] } });
    const { told } = await story([
      { at: day(2), improvement: scoped },
      { at: day(30), customer: { attributes: { plan: 'enterprise' } } },
    ]);
    expect(told[0]).toBe('30 wait verified');
  });

  it('takes the fact where improvement and deadline fall on one instant', async () => {
    const deadline = (await simulate(pricing, outset(), [], day(2000))).trail[0]?.at ?? 0;
    const { told } = await story([{ at: deadline, improvement: shipped('i1', day(9)) }]);
    expect(told[0]).toBe('90 wait verified');
    expect(deadline - day(90)).toBeLessThanOrEqual(5 * MINUTE);
  });

  it('tells a decision, but a verified improvement wins over it', async () => {
    const declined = shipped('d', day(3), { state: 'declined', declinedAt: new Date(day(3)) });
    expect((await story([{ at: day(4), improvement: declined }])).told).toEqual(['4 wait declined', '4 no sent', '4 heard end']);
    const both = [
      { at: day(4), improvement: declined },
      { at: day(4), improvement: shipped('v', day(1)) },
    ];
    expect((await story(both)).told[0]).toBe('4 wait verified');
  });

  it('unwinds when the improvement is retracted before the held message is approved, and keeps the first deadline', async () => {
    const { told } = await story(
      [
        { at: day(10), improvement: shipped('i1', day(9)) },
        { at: day(12), improvement: shipped('i1', day(9), { state: 'retracted', revision: 2 }) },
        { at: day(13), message: 'tell#1', answer: 'approved' },
      ],
      { held: true },
    );
    expect(told).toEqual(['10 wait verified', '13 tell unwound retracted', '90 wait timed-out', '90 end end']);
  });

  it('ends as not told when a person stops the message', async () => {
    const { told, ending } = await story(
      [
        { at: day(10), improvement: shipped('i1', day(9)) },
        { at: day(11), message: 'tell#1', answer: 'stopped' },
      ],
      { held: true },
    );
    expect(told).toEqual(['10 wait verified', '11 tell withheld stopped-by-a-person']);
    expect(ending).toEqual({ end: 'ended', code: 'not-told' });
  });

  it('lets nothing run out while the flow is paused, and goes on when it is resumed', async () => {
    const { told } = await story([
      { at: day(80), flow: 'paused' },
      { at: day(120), flow: 'resumed' },
    ]);
    expect(told).toEqual(['120 wait timed-out', '120 end end']);
  });

  it('holds a message of a paused flow in place and sends it after', async () => {
    const { told } = await story([
      { at: day(5), flow: 'paused' },
      { at: day(6), improvement: shipped('i1', day(2)) },
      { at: day(9), flow: 'resumed' },
    ]);
    expect(told).toEqual(['6 wait verified', '9 tell sent', '9 done end']);
  });

  it('does not time out while the release of an improvement that covers is paused', async () => {
    const { told } = await story([
      { at: day(5), release: 'i1', paused: true },
      { at: day(6), improvement: shipped('i1', day(2)) },
      { at: day(100), release: 'i1', paused: false },
    ]);
    expect(told[0]).toBe('100 wait verified');
  });

  it('ends as compared for a customer who is not told on purpose', async () => {
    const { ending } = await story([{ at: day(6), improvement: shipped('i1', day(2)) }], { compared: true });
    expect(ending).toEqual({ end: 'ended', code: 'compared' });
  });

  it('stops without a word where somebody else ended the loop', async () => {
    const { told, ending } = await story([
      { at: day(3), loop: 'over' },
      { at: day(6), improvement: shipped('i1', day(2)) },
    ]);
    expect({ told, ending }).toEqual({ told: [], ending: null });
  });

  it('closes as told only if something was', async () => {
    const hopeful = planOf(step('done', 'close-loop', { as: 'told' }, {}));
    expect((await story([], {}, hopeful)).ending).toEqual({ end: 'ended', code: 'not-told' });
  });

  it('says where it stands at the horizon', async () => {
    const { state, trail } = await simulate(pricing, outset(), [], day(30));
    expect(trail).toEqual([]);
    expect(state).toMatchObject({ at: 'wait', visits: { wait: 1 } });
  });

  it('checks the facts of the moment, and takes the stated exit for unknown ones', async () => {
    const asks = planOf(
      step('pause', 'wait', { rule: { forMs: 3 * DAY } }, { next: { to: 'pro' } }),
      step(
        'pro',
        'check',
        { if: { field: 'customer.attributes.plan', is: ['pro'] }, unknown: 'no' },
        { yes: { to: 'crm' }, no: { to: 'crm' } },
      ),
      step('crm', 'check', { if: { field: 'customer.attributes.region', is: ['eu'] }, unknown: 'yes' }, { yes: off, no: off }),
    );
    const { told } = await story([{ at: day(1), customer: { attributes: { plan: 'basic' } } }], {}, asks);
    expect(told).toEqual(['3 pause next', '3 pro no', '3 crm yes unknown']);
  });

  it('gives the same trail however often a fresh run takes over from the written state', async () => {
    const events: Happening[] = [
      { at: day(3), flow: 'paused' },
      { at: day(4), improvement: shipped('i1', day(2)) },
      { at: day(5), flow: 'resumed' },
      { at: day(6), improvement: shipped('i1', day(2), { state: 'retracted' }) },
      { at: day(7), message: 'tell#1', answer: 'approved' },
      { at: day(20), improvement: shipped('i2', day(19)) },
      { at: day(21), message: 'tell#2', answer: 'approved' },
    ];
    const whole = await simulate(pricing, outset({ held: true }), events, day(2000));
    const torn = await simulate(pricing, outset({ held: true }), events, day(2000), { callsPerRun: 2 });
    expect(torn.trail).toEqual(whole.trail);
    expect(whole.trail.map(({ exit }) => exit)).toEqual(['verified', 'unwound', 'verified', 'sent', 'end']);
  });
});
