import { describe, expect, it } from 'vitest';
import type { ActResult, LoopActivities, ParkResult } from '../ports.ts';
import type { Plan, PlanStep, Target } from '../terms/plan.ts';
import type { Effects, Journey } from './effects.ts';
import { Impossible } from './effects.ts';
import { fresh } from './journey.ts';
import { walk } from './walk.ts';

const off = (): Target => ({ end: 'nothing-more' });
const step = (id: string, kind: string, exits: PlanStep['exits'], rest: Partial<PlanStep> = {}): PlanStep => ({
  id,
  kind,
  version: 1,
  config: {},
  exits,
  hand: null,
  ...rest,
});
const planOf = (...steps: PlanStep[]): Plan => ({
  $plan: 'a'.repeat(64),
  format: 1,
  flow: 'f',
  first: steps[0] ? { to: steps[0].id } : off(),
  steps: Object.fromEntries(steps.map((one) => [one.id, one])),
  templates: {},
});
const waitStep = (exits: PlanStep['exits'], rest: Partial<PlanStep> = {}): PlanStep =>
  step('wait', 'wait-for-improvement', exits, { config: { themes: 'same', atMostMs: 1000, countedFrom: 'here' }, ...rest });
const promise = planOf(
  waitStep({ verified: { to: 'tell' }, declined: off(), 'timed-out': off() }),
  step('tell', 'send-message', { sent: { to: 'done' }, withheld: { end: 'not-told' } }, { hand: { wait: 'wait', as: 'verified' } }),
  step('done', 'close-loop', {}, { config: { as: 'told' } }),
);
const verified = (deadline: number | null = 1000): ParkResult => ({
  state: 'done',
  outcome: { exit: 'verified', improvement: 'i1', revision: 3, deadline },
});

/** Answers each call from a list; what was called stands in `calls`. */
function scripted(answers: { park?: ParkResult[]; settle?: ParkResult[]; act?: ActResult[]; decide?: ActResult[] }, budget = Infinity) {
  const calls: { name: keyof LoopActivities; call: Record<string, unknown> }[] = [];
  const slept: (number | null)[] = [];
  const take =
    <A>(name: keyof LoopActivities, list: A[] | undefined) =>
    (call: unknown): Promise<A> => {
      calls.push({ name, call: JSON.parse(JSON.stringify(call)) as Record<string, unknown> });
      const answer = list?.shift();
      return answer === undefined ? Promise.reject(new Error(`no answer left for ${name}`)) : Promise.resolve(answer);
    };
  let now = 0;
  const effects: Effects = {
    park: take('park', answers.park),
    settle: take('settle', answers.settle),
    act: take('act', answers.act),
    decide: take('decide', answers.decide),
    finish: (call) => {
      calls.push({ name: 'finish', call: { ...call } });
      return Promise.resolve();
    },
    now: () => now,
    hintOr: (until) => {
      slept.push(until);
      now = until ?? now;
      return Promise.resolve();
    },
    shouldContinue: () => calls.length >= budget,
  };
  return { effects, calls, slept };
}
const journeyAt = (over: Partial<Journey> = {}): Journey => ({ loop: 'l1', generation: 2, state: fresh(), trail: [], ...over });

describe('a walk', () => {
  it('waits, tells and closes, and its trail rides on the next call', async () => {
    const { effects, calls } = scripted({ park: [verified()], act: [{ exit: 'sent', about: 'm1' }] });
    expect(await walk(promise, journeyAt(), effects)).toBe('finished');
    expect(calls.map(({ name }) => name)).toEqual(['park', 'act', 'finish']);
    expect(calls[1]?.call).toMatchObject({
      hand: { wait: 'wait', improvement: 'i1', revision: 3, as: 'verified', visit: 1 },
      trail: [{ sequence: 0, step: 'wait', exit: 'verified', about: 'i1' }],
    });
    expect(calls[2]?.call).toMatchObject({
      end: 'closed',
      as: 'told',
      trail: [
        { sequence: 1, step: 'tell', exit: 'sent', about: 'm1' },
        { sequence: 2, step: 'done', exit: 'end' },
      ],
    });
  });

  it('names a wait by loop, generation, step and visit, and checkpoints where it stands', async () => {
    const { effects, calls } = scripted({ park: [{ state: 'over' }] });
    expect(await walk(promise, journeyAt(), effects)).toBe('over');
    expect(calls[0]?.call).toMatchObject({
      wait: 'l1#2#wait#1',
      plan: promise.$plan,
      checkpoint: { at: 'wait', visits: { wait: 1 }, parks: 0, sequence: 0 },
    });
  });

  it('asks again when an act says later, with a row of its own for each time', async () => {
    const again: ParkResult = { state: 'done', outcome: { exit: 'go-on' } };
    const { effects, calls } = scripted({
      park: [verified(), again, again],
      act: [{ later: { message: 'm1', until: null } }, { paused: true }, { exit: 'sent' }],
    });
    await walk(promise, journeyAt(), effects);
    expect(calls.map(({ name, call }) => ('wait' in call ? `${name} ${call['wait'] as string}` : name))).toEqual([
      'park l1#2#wait#1',
      'act',
      'park l1#2#tell#1#1',
      'act',
      'park l1#2#tell#1#2',
      'act',
      'finish',
    ]);
    expect(calls[4]?.call['for']).toEqual({ what: 'resume' });
  });

  it('goes back to the wait with its first deadline when the improvement in hand is not true any more', async () => {
    const { effects, calls } = scripted({
      park: [verified(777), { state: 'done', outcome: { exit: 'timed-out' } }],
      act: [{ unwind: true, code: 'retracted' }],
    });
    const journey = journeyAt();
    await walk(promise, journey, effects);
    expect(calls[2]?.call).toMatchObject({
      wait: 'l1#2#wait#2',
      for: { deadline: 777 },
      checkpoint: { visits: { wait: 2, tell: 1 } },
      trail: [{ step: 'tell', exit: 'unwound', code: 'retracted' }],
    });
    expect(calls.at(-1)?.call).toMatchObject({ end: 'ended', code: 'nothing-more' });
    expect(journey.state.hands).toEqual({});
  });

  it('drops what was won inside the paths it unwinds out of', async () => {
    const inside = { hand: { wait: 'outer', as: 'verified' as const } };
    const nested = planOf(
      waitStep({ verified: { to: 'inner' }, declined: off(), 'timed-out': off() }, { id: 'outer' }),
      waitStep({ verified: { to: 'tell' }, declined: off(), 'timed-out': { to: 'tell' } }, { id: 'inner', ...inside }),
      step('tell', 'send-message', { sent: off(), withheld: off() }, inside),
    );
    const { effects, calls } = scripted({ park: [verified(1), verified(2), { state: 'over' }], act: [{ unwind: true, code: 'expired' }] });
    await walk(nested, journeyAt(), effects);
    expect(calls[3]?.call).toMatchObject({ wait: 'l1#2#outer#2', checkpoint: { hands: { outer: { deadline: 1 } } } });
    expect(Object.keys((calls[3]?.call['checkpoint'] as { hands: object }).hands)).toEqual(['outer']);
  });

  it('ends as compared, not as the flow says, where the customer is in the comparison group', async () => {
    const { effects, calls } = scripted({ park: [verified()], act: [{ exit: 'withheld', code: 'comparison-group' }] });
    await walk(promise, journeyAt(), effects);
    expect(calls.at(-1)?.call).toMatchObject({ end: 'ended', code: 'compared', trail: [{ exit: 'withheld' }] });
  });

  it('takes every hint and passed deadline only as a reason to ask, and asks a held wait ever more rarely', async () => {
    const open: ParkResult = { state: 'open', until: 50 };
    const { effects, calls, slept } = scripted({ park: [open], settle: [open, open, open, { state: 'over' }] });
    await walk(promise, journeyAt(), effects);
    expect(calls.map(({ name }) => name)).toEqual(['park', 'settle', 'settle', 'settle', 'settle']);
    expect(slept).toEqual([50, 1050, 3050, 7050]);
  });

  it('goes on in a fresh run from the written journey, in the same visit and the same row', async () => {
    const journey = journeyAt();
    const first = scripted({ park: [{ state: 'open', until: null }], settle: [{ state: 'open', until: null }] }, 2);
    expect(await walk(promise, journey, first.effects)).toBe('continued');
    const second = scripted({ park: [{ state: 'over' }] });
    await walk(promise, JSON.parse(JSON.stringify(journey)) as Journey, second.effects);
    expect(second.calls[0]?.call).toEqual(first.calls[0]?.call);
  });

  it('keeps trail entries whose call failed', async () => {
    const { effects } = scripted({ park: [verified()] });
    const journey = journeyAt();
    await expect(walk(promise, journey, effects)).rejects.toThrow('no answer left for act');
    expect(journey.trail).toHaveLength(1);
  });

  it('is at its end where a flow has no steps', async () => {
    const { effects, calls } = scripted({});
    await walk(planOf(), journeyAt(), effects);
    expect(calls).toEqual([{ name: 'finish', call: { loop: 'l1', generation: 2, trail: [], end: 'ended', code: 'nothing-more' } }]);
  });

  it('walks steps and exits whose names an object has by nature', async () => {
    const odd = planOf(step('constructor', 'split', { constructor: off() }));
    const { effects, calls } = scripted({ decide: [{ exit: 'constructor' }] });
    await walk(odd, journeyAt(), effects);
    expect(calls[0]?.call).toMatchObject({ visit: 1 });
  });

  it.each([
    ['an unknown kind', planOf(step('a', 'toString', {})), 'no kind toString'],
    ['an exit the plan does not have', planOf(step('a', 'check', { yes: off() })), 'check has no exit no'],
    ['a missing step', planOf(step('a', 'check', { yes: off(), no: { to: 'b' } })), 'no step b'],
    [
      'a hand that nothing gave',
      planOf(step('a', 'send-message', { sent: off() }, { hand: { wait: 'w', as: 'verified' } })),
      'nothing in hand',
    ],
  ])('says that it cannot walk %s', async (_, plan, message) => {
    const { effects } = scripted({ decide: [{ exit: 'no' }] });
    const walking = walk(plan, journeyAt(), effects);
    await expect(walking).rejects.toThrow(Impossible);
    await expect(walking).rejects.toThrow(message);
  });

  it('goes on in another plan, from where it is told to, when its loop was moved', async () => {
    const at = { at: 'done', visits: { wait: 1, done: 1 }, hands: {}, parks: 1, sequence: 4 };
    const other = 'b'.repeat(64);
    const { effects, calls } = scripted({ park: [{ state: 'open', until: 10 }], settle: [{ state: 'moved', plan: other, at }] });
    const journey = journeyAt();
    expect(await walk(promise, journey, effects)).toEqual({ moved: other });
    expect(calls.map(({ name }) => name)).toEqual(['park', 'settle']);
    const later = scripted({});
    await walk(promise, journey, later.effects);
    expect(later.calls).toMatchObject([{ name: 'finish', call: { end: 'closed' } }]);
  });
});
