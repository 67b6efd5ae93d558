import type { Plan, PlanStep } from '@loopwright/workflows/contract';
import type { Happening, KnownImprovement, Outset } from '../../workflows/simulate/simulate.ts';
import { Dice } from './dice.ts';
import { ANSWERS, PLANS, randomPlan, REPLIES, THEMES } from './random-plan.ts';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One random flow, customer and history. Happenings are told from the opening, each in a minute of its own. */
export interface RandomCase {
  name: string;
  plan: Plan;
  outset: (opened: number) => Outset;
  happenings: (opened: number) => Happening[];
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
    ...(dice.chance(50) && { scoreKind: 'nps' }),
    answers: Object.fromEntries(Object.values(plan.steps).flatMap((step) => answerAt(step, dice))),
  };
  const themes = [dice.pick(THEMES)];
  const score = dice.upTo(10);
  const spokeBefore = (1 + dice.upTo(72)) * HOUR;
  const script = Array.from({ length: 2 + dice.upTo(16) }, () => happening(dice, plan)).concat(
    some(looks(plan, dice, held), dice),
    some(said(plan, dice), dice),
    some(replies(plan, dice), dice),
    scores(dice),
  );
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
    outset: (opened) => ({ ...outset, opened, feedback: { themes, score, occurredAt: new Date(opened - spokeBefore), attributes: {} } }),
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

/** A plan has steps by the dozen and a loop takes a few: each happening costs a case its time, whether it meets anybody or not. */
const some = (all: Make[], dice: Dice): Make[] => Array.from({ length: Math.min(6, all.length) }, () => dice.pick(all));

/** Somebody looks at the messages now and then. */
function looks(plan: Plan, dice: Dice, held: boolean): Make[] {
  const asked = Object.values(plan.steps).flatMap(({ kind, exits: { approved } }) =>
    kind === 'ask-approval' && approved && 'to' in approved ? [approved.to] : [],
  );
  const messages = Object.values(plan.steps).filter(({ id, kind }) => kind === 'send-message' && (held || asked.includes(id)));
  return messages.flatMap(({ id }) =>
    (held ? [1, 1, 1, 1, 2, 2] : [1, 1, 2]).map((visit): Make => {
      const answer = dice.chance(80) ? 'approved' : 'stopped';
      return (_, at) => ({ at, message: `${id}#${String(visit)}`, answer });
    }),
  );
}

/** The customer answers now and then. */
function replies(plan: Plan, dice: Dice): Make[] {
  const messages = Object.values(plan.steps).filter(({ kind }) => kind === 'send-message' || kind === 'ask-question');
  return messages.flatMap(({ id, kind }) =>
    [1, 1, 2].map((visit): Make => {
      const says = dice.pick(kind === 'ask-question' ? ANSWERS : REPLIES);
      return (_, at) => ({ at, reply: `${id}#${String(visit)}`, says });
    }),
  );
}

/** And gives a score. */
const scores = (dice: Dice): Make[] =>
  [1, 2].map((): Make => {
    const score = { kind: 'nps', score: dice.upTo(10), source: 'survey', themes: [dice.pick(THEMES)] };
    return (_, at) => ({ at, score });
  });

/** People say now and then what became of their tasks. */
function said(plan: Plan, dice: Dice): Make[] {
  const tasks = Object.values(plan.steps).filter(({ kind }) => kind === 'assign');
  return tasks.flatMap(({ id }) =>
    [1, 1, 2].map((visit): Make => {
      const settled = dice.chance(60) ? 'done' : 'not-done';
      return (_, at) => ({ at, task: `${id}#${String(visit)}`, settled });
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
