import type { Plan, PlanStep, Target } from '@loopwright/workflows/contract';
import type { Dice } from './dice.ts';

const HOUR = 3_600_000;
export const THEMES = ['pricing', 'delivery'];
export const PLANS = ['basic', 'pro', 'enterprise'];
export const ANSWERS = ['Price', 'Delivery'];
export const REPLIES = ['satisfied', 'not-fixed', 'not-what-i-said', 'other'];
const limit = (dice: Dice): number => (1 + dice.upTo(300)) * HOUR;
type Hand = PlanStep['hand'];

/** Kinds by how often they are drawn; the branching ones only where there is room for their paths. */
const PLAIN = [
  ...['send-message', 'send-message', 'send-message', 'wait', 'call-webhook', 'notify-team', 'assign', 'assign'],
  ...['set-attribute', 'ask-question', 'wait-for-feedback', 'close-loop', 'stop'],
];
const BRANCHING = [
  ...['ask-approval', 'ask-approval', 'ask-question', 'ask-question', 'wait-for-reply', 'wait-for-reply'],
  ...['wait-for-feedback', 'check', 'split', 'wait-for-improvement', 'wait-for-improvement'],
];

/** A wait for an improvement, and random steps in and after its paths. */
export function randomPlan(dice: Dice, number: number): Plan {
  const steps: Record<string, PlanStep> = {};
  let named = 0;
  const add = (kind: string, config: Record<string, unknown>, hand: Hand): PlanStep => {
    const step: PlanStep = { id: `s${String(named++)}`, kind, version: 1, config, exits: {}, hand };
    steps[step.id] = step;
    return step;
  };
  const sequence = (length: number, depth: number, hand: Hand, after: Target): Target =>
    length === 0 ? after : one(depth, hand, () => sequence(length - 1, depth, hand, after));
  const inner = (depth: number, hand: Hand, after: Target): Target => sequence(dice.upTo(2), depth - 1, hand, after);
  const one = (depth: number, hand: Hand, rest: () => Target): Target => {
    const step = add(...randomStep(dice, depth), hand);
    const after = step.kind === 'stop' || step.kind === 'close-loop' ? { end: 'nothing-more' as const } : rest();
    const exits: Record<string, Target> = {};
    for (const exit of exitsOf(step)) {
      const won = step.kind === 'wait-for-improvement' && (exit === 'verified' || exit === 'declined');
      exits[exit] = depth > 0 && exit !== 'next' ? inner(depth, won ? { wait: step.id, as: exit } : hand, after) : after;
    }
    if (step.kind === 'ask-approval') {
      const message = add('send-message', { template: 'message' }, hand);
      steps[message.id] = { ...message, exits: { sent: after, withheld: after } };
      exits['approved'] = { to: message.id };
    }
    if (step.kind === 'send-message' && dice.chance(50)) exits['withheld'] = { end: 'not-told' };
    steps[step.id] = { ...step, exits };
    if (step.kind !== 'wait-for-reply') return { to: step.id };
    const asked = add('send-message', { template: 'message' }, hand);
    steps[asked.id] = { ...asked, exits: { sent: { to: step.id }, withheld: { to: step.id } } };
    return { to: asked.id };
  };
  const wait = add('wait-for-improvement', waitFor(dice), null);
  const after = sequence(dice.upTo(2), 1, null, { end: 'nothing-more' });
  const won = (as: 'verified' | 'declined'): Target => sequence(1 + dice.upTo(2), 2, { wait: wait.id, as }, after);
  steps[wait.id] = {
    ...wait,
    exits: { verified: won('verified'), declined: won('declined'), 'timed-out': sequence(dice.upTo(2), 2, null, after) },
  };
  return {
    $plan: number.toString(16).padStart(64, '0'),
    format: 1,
    flow: `flow${String(number)}`,
    first: { to: wait.id },
    steps,
    templates: {},
  };
}

const waitFor = (dice: Dice): Record<string, unknown> => ({
  themes: dice.chance(70) ? 'same' : [dice.pick(THEMES)],
  atMostMs: dice.chance(90) ? (1 + dice.upTo(400)) * HOUR : null,
  countedFrom: dice.chance(70) ? 'here' : 'spoke',
});

function randomStep(dice: Dice, depth: number): [string, Record<string, unknown>] {
  const kind = dice.pick(depth > 0 ? [...PLAIN, ...BRANCHING] : PLAIN);
  if (kind === 'wait-for-improvement') return [kind, waitFor(dice)];
  if (kind === 'wait')
    return [
      kind,
      {
        rule: dice.chance(60) ? { forMs: (1 + dice.upTo(100)) * HOUR } : { weekday: 1 + dice.upTo(6), time: dice.pick(['09:00', '02:30']) },
      },
    ];
  if (kind === 'check')
    return [kind, { if: { field: 'customer.attributes.plan', is: [dice.pick(PLANS)] }, unknown: dice.pick(['no', 'yes']) }];
  if (kind === 'split') return [kind, { shares: ['a', 'b', 'c'].map((key) => ({ key, percent: 20 + dice.upTo(60) })) }];
  if (kind === 'set-attribute')
    return [kind, { on: dice.pick(['customer', 'feedback']), key: 'plan', value: dice.pick(PLANS), replace: dice.chance(50) }];
  if (kind === 'wait-for-feedback')
    return [
      kind,
      { score: 'nps', sources: null, themes: dice.chance(50) ? [dice.pick(THEMES)] : null, atMostMs: limit(dice), by: 1, without: 9 },
    ];
  if (kind === 'ask-question') return [kind, { template: 'question', answers: ANSWERS, atMostMs: limit(dice) }];
  if (kind === 'wait-for-reply') return [kind, { to: 'message', atMostMs: limit(dice) }];
  if (kind === 'ask-approval') return [kind, { atMostMs: limit(dice) }];
  if (kind === 'send-message') return [kind, { template: 'message' }];
  if (kind === 'assign') return [kind, { atMostMs: dice.chance(80) ? limit(dice) : null }];
  if (kind === 'close-loop') return [kind, { as: 'told' }];
  return [kind, kind === 'stop' ? { reason: 'enough' } : {}];
}

function exitsOf({ kind, config }: PlanStep): string[] {
  if (kind === 'wait-for-improvement') return ['verified', 'declined', 'timed-out'];
  if (kind === 'wait') return ['next'];
  if (kind === 'check') return ['yes', 'no'];
  if (kind === 'split') return (config['shares'] as { key: string }[]).map(({ key }) => key);
  if (kind === 'send-message') return ['sent', 'withheld'];
  if (kind === 'set-attribute') return ['next'];
  if (kind === 'wait-for-feedback') return ['better', 'same-or-worse', 'timed-out'];
  if (kind === 'ask-question') return [...ANSWERS, 'timed-out', 'withheld'];
  if (kind === 'wait-for-reply') return [...REPLIES, 'timed-out'];
  if (kind === 'ask-approval') return ['approved', 'declined', 'timed-out'];
  if (kind === 'assign') return config['atMostMs'] === null ? ['next'] : ['done', 'not-done'];
  if (kind === 'call-webhook') return ['answered', 'failed'];
  return kind === 'notify-team' ? ['delivered', 'failed'] : [];
}
