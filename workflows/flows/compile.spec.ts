import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowWorld } from '../../test/builders/flow-world.ts';
import { randomFlow, soundFlow } from '../../test/builders/random-flow.ts';
import { Condition } from '../terms/condition.ts';
import { Flow } from '../terms/flow.ts';
import type { FlowInput, Step } from '../terms/flow.ts';
import type { Plan, Target } from '../terms/plan.ts';
import { compile } from './compile.ts';
import { canonicalJson, contentHash } from './content-hash.ts';

const world = flowWorld();
const send = (id: string, template: string, exits?: Step['exits']): Step => ({
  id,
  kind: 'send-message',
  config: { template, channel: 'email' },
  ...(exits ? { exits } : {}),
});
const close = (id: string): Step => ({ id, kind: 'close-loop', config: {} });
const stop = (id: string): Step => ({ id, kind: 'stop', config: { reason: 'nothing changed in time' } });
const waits = (id: string, exits: Step['exits']): Step => ({ id, kind: 'wait-for-improvement', config: {}, exits });

const promises: FlowInput = {
  name: 'Pricing promises',
  entry: { themes: ['pricing'] },
  steps: [
    waits('wait', {
      verified: [send('tell', 'you-asked-we-changed'), close('done')],
      declined: [send('no', 'not-this-one', { withheld: [] })],
    }),
    stop('end'),
  ],
};

function planOf(flow: FlowInput, more = world): Plan {
  const result = compile(Flow.parse(flow), more, 'flow-1');
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.plan;
}

describe('a plan', () => {
  test('leads every exit to a step or an end', () => {
    const { steps, first } = planOf(promises);
    expect(first).toEqual({ to: 'wait' });
    expect(Object.fromEntries(Object.values(steps).map(({ id, exits }) => [id, exits]))).toEqual({
      wait: { verified: { to: 'tell' }, declined: { to: 'no' }, 'timed-out': { to: 'end' } },
      tell: { sent: { to: 'done' }, withheld: { end: 'not-told' } },
      done: {},
      no: { sent: { to: 'end' }, withheld: { to: 'end' } },
      end: {},
    });
  });

  test('runs off its end where nothing follows', () => {
    const steps = planOf({
      name: 'F',
      steps: [send('hello', 'have-not-managed'), { id: 'pause', kind: 'wait', config: { for: 'PT1H' } }],
    }).steps;
    expect(steps['pause']).toMatchObject({ exits: { next: { end: 'nothing-more' } }, config: { rule: { forMs: 3_600_000 } } });
  });

  test('puts an improvement in hand only inside the path of its wait, the nearest one', () => {
    const inner = waits('again', { verified: [send('later', 'it-is-fixed')], 'timed-out': [send('never', 'have-not-managed')] });
    const { steps } = planOf({
      name: 'F',
      steps: [waits('first', { verified: [send('now', 'it-is-fixed'), inner], 'timed-out': [stop('x')] }), close('z')],
    });
    const hands = Object.fromEntries(Object.values(steps).map(({ id, hand }) => [id, hand]));
    expect(hands).toEqual({
      first: null,
      now: { wait: 'first', as: 'verified' },
      again: { wait: 'first', as: 'verified' },
      later: { wait: 'again', as: 'verified' },
      never: { wait: 'first', as: 'verified' },
      x: null,
      z: null,
    });
  });

  test('pins the words of the messages it uses and the version of each kind', () => {
    const { templates, steps } = planOf(promises);
    expect(templates).toEqual({ 'you-asked-we-changed': 'hash of You asked, we changed it', 'not-this-one': 'hash of Not this one' });
    expect(steps['wait']?.version).toBe(1);
  });

  test('is addressed by its content, the address first', () => {
    const plan = planOf(promises);
    const { $plan, ...rest } = plan;
    expect(Object.keys(plan)[0]).toBe('$plan');
    expect($plan).toBe(contentHash(rest));
    expect($plan).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not change with names, notes, the order of keys, defaults written out, or equal durations', () => {
    const [wait, end] = promises.steps as [Step, Step];
    const exits = Object.fromEntries(Object.entries(wait.exits ?? {}).reverse());
    const same: FlowInput = {
      steps: [{ note: 'why', exits, config: { atMost: 'PT2160H', themes: 'same' }, name: 'Patience', kind: wait.kind, id: 'wait' }, end],
      name: 'Another name',
    };
    expect(planOf(same).$plan).toBe(planOf(promises).$plan);
  });

  test('changes with what a step does, with its words, and with the flow it is of', () => {
    const [wait, end] = promises.steps as [Step, Step];
    const longer = { ...promises, steps: [{ ...wait, config: { atMost: 'P91D' } }, end] };
    const reworded = new Map(world.templates).set('not-this-one', {
      title: 'Not this one',
      hash: 'new',
      claims: false,
      decides: true,
      corrects: false,
      promises: null,
      answers: null,
      problems: [],
    });
    const other = compile(Flow.parse(promises), world, 'flow-2');
    const hashes = [planOf(promises), planOf(longer), planOf(promises, flowWorld({ templates: reworded })), 'plan' in other && other.plan];
    expect(new Set(hashes.map((plan) => plan && plan.$plan)).size).toBe(4);
  });
});

const deep = (levels: number): Step[] =>
  Array.from({ length: levels }).reduce<Step[]>(
    (yes, _, at) => [{ id: `c${String(at)}`, kind: 'check', config: { if: { field: 'feedback.score', from: at } }, exits: { yes } }],
    [stop('bottom')],
  );

test('a tree may be twenty steps deep; one of ten thousand is refused, not a crash', () => {
  expect(Object.keys(planOf({ name: 'F', steps: deep(20) }).steps)).toHaveLength(21);
  const refused = Flow.safeParse({ name: 'F', steps: deep(10_000) });
  expect(refused.error?.issues).toMatchObject([{ path: ['steps'], message: expect.stringContaining('nests too deeply') as string }]);
});

test('so is a condition', () => {
  const nots = (levels: number): Condition =>
    Array.from({ length: levels }).reduce<Condition>((not) => ({ not }), { field: 'feedback.score', from: 1 });
  expect(Condition.safeParse(nots(18)).success).toBe(true);
  expect(Condition.safeParse(nots(10_000)).success).toBe(false);
});

test('a flow that may not be published has no plan', () => {
  const result = compile(Flow.parse({ name: 'F', steps: [stop('a'), stop('b')] }), world, 'flow-1');
  expect(result).toEqual({ problems: [expect.objectContaining({ step: 'a', blocks: true })] });
});

test('canonical JSON has one text for one content, and the hash is SHA-256', () => {
  expect(canonicalJson({ b: [1, { y: null, x: 'é' }], a: undefined, A: true })).toBe('{"A":true,"b":[1,{"x":"é","y":null}]}');
  expect(contentHash('abc')).toBe('6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25');
});

const targets = (plan: Plan): Target[] => [plan.first, ...Object.values(plan.steps).flatMap(({ exits }) => Object.values(exits))];

/** How many random trees; ten thousand take minutes: `TREES=10000`. */
const TREES = Number(process.env['TREES'] ?? 400);
const PATIENCE_MS = 60_000 + 100 * TREES;

test('every random tree compiles, or says why not', { timeout: PATIENCE_MS }, () => {
  let compiled = 0;
  fc.assert(
    fc.property(randomFlow, (flow) => {
      const result = compile(flow, world, 'flow-1');
      if ('plan' in result) compiled += 1;
      else
        for (const { message, fix, blocks } of result.problems)
          expect([blocks, message.length > 10, fix.length > 5]).toEqual([true, true, true]);
    }),
    { numRuns: TREES },
  );
  expect(compiled).toBeGreaterThan(0);
});

test('in the plan of a sound tree every target exists, every step is reached, and no way leads back', () => {
  let compiled = 0;
  fc.assert(
    fc.property(soundFlow, (flow) => {
      const result = compile(flow, world, 'flow-1');
      if ('problems' in result) {
        expect(result.problems.map(({ message }) => message)).toEqual(['Nobody can enter: the conditions contradict themselves.']);
        return;
      }
      compiled += 1;
      const { plan } = result;
      const ids = Object.keys(plan.steps);
      const reached = new Set(targets(plan).flatMap((target) => ('to' in target ? [target.to] : [])));
      expect([...reached].sort()).toEqual(ids.sort());
      expect(cycle(plan)).toBe(false);
    }),
    { numRuns: 400 },
  );
  expect(compiled).toBeGreaterThan(300);
});

/** Kahn: what is left after taking away, again and again, the steps that nothing leads to. */
function cycle(plan: Plan): boolean {
  const left = new Map(
    Object.values(plan.steps).map(({ id, exits }) => [id, Object.values(exits).flatMap((one) => ('to' in one ? [one.to] : []))]),
  );
  for (;;) {
    const led = new Set([...left.values()].flat());
    const free = [...left.keys()].filter((id) => !led.has(id));
    if (free.length === 0) return left.size > 0;
    for (const id of free) left.delete(id);
  }
}
