import type { Plan, PlanStep, Target } from '@loopwright/workflows/contract';
import { hash } from '../../workflows/engine/hash.ts';
import type { Happening, KnownImprovement, Outset } from '../../workflows/simulate/simulate.ts';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const THEMES = ['pricing', 'delivery'];
const PLANS = ['basic', 'pro', 'enterprise'];
type Hand = PlanStep['hand'];

/** One random flow, customer and history. Happenings are told from the opening, each in a minute of its own. */
export interface RandomCase {
  name: string;
  plan: Plan;
  outset: (opened: number) => Outset;
  happenings: (opened: number) => Happening[];
}

/** Draws the same for the same seed, for ever. */
class Dice {
  #thrown = 0;
  readonly seed: string;
  constructor(seed: string) {
    this.seed = seed;
  }
  upTo(most: number): number {
    return hash(`${this.seed}/${String(this.#thrown++)}`) % (most + 1);
  }
  chance(percent: number): boolean {
    return this.upTo(99) < percent;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.upTo(list.length - 1)] as T;
  }
}

export function randomCase(number: number): RandomCase {
  const dice = new Dice(`case-${String(number)}`);
  const plan = randomPlan(dice, number);
  const held = dice.chance(45);
  const outset: Omit<Outset, 'opened' | 'feedback'> = {
    feedbackId: dice.seed,
    customerId: dice.seed,
    held,
    delayMs: dice.chance(40) ? 10 * MINUTE : 0,
    compared: dice.chance(10),
    customer: customerOf(dice),
    answers: Object.fromEntries(Object.values(plan.steps).flatMap((step) => answerAt(step, dice))),
  };
  const themes = [dice.pick(THEMES)];
  const spokeBefore = (1 + dice.upTo(72)) * HOUR;
  const script = Array.from({ length: 2 + dice.upTo(16) }, () => happening(dice, plan)).concat(held ? looks(plan, dice) : []);
  const minutes = new Set<number>();
  const at = script.map(() => {
    let minute = 1 + dice.upTo(30_000);
    while (minutes.has(minute)) minute++;
    minutes.add(minute);
    return minute * MINUTE;
  });
  return {
    name: dice.seed,
    plan,
    outset: (opened) => ({ ...outset, opened, feedback: { themes, occurredAt: new Date(opened - spokeBefore), attributes: {} } }),
    happenings: (opened) => script.map((make, index) => make(opened, opened + (at[index] ?? 0))),
  };
}

const customerOf = (dice: Dice): Outset['customer'] => ({
  attributes: dice.chance(80) ? { plan: dice.pick(PLANS) } : {},
  ...(dice.chance(50) && { timeZone: dice.pick(['Europe/Berlin', 'America/New_York', 'Pacific/Auckland']) }),
});

function answerAt({ id, kind }: PlanStep, dice: Dice): [string, { exit: string; code?: string }][] {
  if (kind === 'send-message' && dice.chance(25)) return [[id, { exit: 'withheld', code: 'no-address' }]];
  if ((kind === 'call-webhook' || kind === 'notify-team') && dice.chance(40)) return [[id, { exit: 'failed', code: 'gave-up-trying' }]];
  return [];
}

type Make = (opened: number, at: number) => Happening;

/** Somebody looks at the messages now and then. */
function looks(plan: Plan, dice: Dice): Make[] {
  const messages = Object.values(plan.steps).filter(({ kind }) => kind === 'send-message');
  return messages.flatMap(({ id }) =>
    [1, 1, 1, 1, 2, 2].map((visit): Make => {
      const answer = dice.chance(80) ? 'approved' : 'stopped';
      return (_, at) => ({ at, message: `${id}#${String(visit)}`, answer });
    }),
  );
}

function happening(dice: Dice, plan: Plan): Make {
  const id = `i${String(dice.upTo(1))}`;
  const what = dice.pick([
    'improvement',
    'improvement',
    'improvement',
    'improvement',
    'release',
    'flow',
    'flow',
    'customer',
    'feedback',
    'over',
  ]);
  const paused = dice.chance(50);
  if (what === 'release') return (_, at) => ({ at, release: id, paused });
  if (what === 'flow') return (_, at) => ({ at, flow: paused ? 'paused' : 'resumed' });
  if (what === 'over' && dice.chance(20)) return (_, at) => ({ at, loop: 'over' });
  if (what === 'feedback') return (_, at) => ({ at, feedback: { occurredAt: new Date(at - MINUTE) } });
  const customer = customerOf(dice);
  if (what === 'customer') return (_, at) => ({ at, customer });
  const state = dice.pick(['verified', 'verified', 'verified', 'declined', 'retracted', 'shipped'] as const);
  const known: Omit<KnownImprovement, 'revision'> = {
    id,
    state,
    themes: [dice.pick(THEMES), dice.pick(THEMES)],
    scope: dice.chance(30) ? { field: 'customer.attributes.plan', is: [dice.pick(PLANS), dice.pick(PLANS)] } : null,
  };
  const since = dice.upTo(40) * HOUR;
  const lasts = dice.chance(20) ? (1 + dice.upTo(200)) * HOUR : null;
  const revision = Object.keys(plan.steps).length;
  return (_, at) => ({
    at,
    improvement: {
      ...known,
      revision,
      shippedAt: new Date(at - since),
      declinedAt: new Date(at - since),
      expiresAt: lasts === null ? null : new Date(at + lasts),
    },
  });
}

function randomPlan(dice: Dice, number: number): Plan {
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
    if (step.kind === 'send-message' && dice.chance(50)) exits['withheld'] = { end: 'not-told' };
    steps[step.id] = { ...step, exits };
    return { to: step.id };
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
  const kinds = ['send-message', 'send-message', 'send-message', 'wait', 'call-webhook', 'notify-team', 'close-loop', 'stop'];
  const kind = dice.pick(depth > 0 ? [...kinds, 'check', 'split', 'wait-for-improvement', 'wait-for-improvement'] : kinds);
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
  if (kind === 'close-loop') return [kind, { as: 'told' }];
  return [kind, kind === 'stop' ? { reason: 'enough' } : {}];
}

function exitsOf({ kind, config }: PlanStep): string[] {
  if (kind === 'wait-for-improvement') return ['verified', 'declined', 'timed-out'];
  if (kind === 'wait') return ['next'];
  if (kind === 'check') return ['yes', 'no'];
  if (kind === 'split') return (config['shares'] as { key: string }[]).map(({ key }) => key);
  if (kind === 'send-message') return ['sent', 'withheld'];
  if (kind === 'call-webhook') return ['answered', 'failed'];
  return kind === 'notify-team' ? ['delivered', 'failed'] : [];
}
