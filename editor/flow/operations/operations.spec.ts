import fc from 'fast-check';
import { Flow, allKinds, canonicalJson, compile, exitsOf, placed, sentences } from '@loopwright/workflows/contract';
import type { Step } from '@loopwright/workflows/contract';
import { describe, expect, it } from 'vitest';
import { flowWords, flowWorld } from '../../../test/builders/flow-world.ts';
import { randomFlow } from '../../../test/builders/random-flow.ts';
import { randomConfig } from '../../../test/builders/random-settings.ts';
import { begun, did, redone, undone } from '../history.ts';
import type { History } from '../history.ts';
import { BEGIN, keyOf } from '../spot.ts';
import { add } from './add.ts';
import type { Change, Saying } from './change.ts';
import { cut, duplicate, paste } from './copies.ts';
import { firstUnder, gapAfter, gapAt, gapBefore } from './gaps.ts';
import { move, moveTo } from './move.ts';
import { setEmptyPath } from './paths.ts';
import { nameStep, noteStep, rename } from './names.ts';
import { remove } from './remove.ts';
import { setEntry, setHoldback, setSetting } from './settings.ts';
import { allSteps, find, pathsOf } from './tree.ts';

const SEQUENCES = 10_000;
const world = flowWorld();
const words = flowWords();

/** Ids counted through a whole test: what was deleted never comes back under its id. */
function saying(): Saying {
  let last = 0;
  return { call: ({ name, kind }) => name ?? kind, fresh: (kind) => `${kind}-${String((last += 1))}` };
}

const settings = randomConfig(fc.constantFrom('you-asked-we-changed', 'have-not-managed'));
const anything = fc.record({
  act: fc.constantFrom(
    'add',
    'end-path',
    'set',
    'entry',
    'holdback',
    'move',
    'move-to',
    'duplicate',
    'cut',
    'paste',
    'remove',
    'name',
    'note',
    'rename',
  ),
  at: fc.nat(1000),
  to: fc.nat(1000),
  way: fc.constantFrom('up', 'down', 'in', 'out'),
  kind: fc.constantFrom(...Object.keys(settings)).chain((kind) => (settings[kind] ?? fc.constant({})).map((config) => ({ kind, config }))),
});
type Act = typeof anything extends fc.Arbitrary<infer T> ? T : never;

interface Desk {
  history: History;
  clip: Step | null;
}

const pickFrom = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

function change({ history: { now }, clip }: Desk, { act, at, to, way, kind }: Act, says: Saying): Change | null {
  const { flow } = now;
  const step = pickFrom(allSteps(flow), at);
  const title = allKinds().find((one) => one.kind === kind.kind)?.title ?? kind.kind;
  if (act === 'entry') return setEntry(flow, 'maxAge', way === 'up' ? null : 'P9D', 'age');
  if (act === 'holdback') return setHoldback(flow, way === 'up' ? undefined : { percent: 10, until: '2027-06-01' });
  if (act === 'rename') return rename(flow, way === 'up' ? ' ' : `Named ${way}`);
  if (!step) return add(flow, gapAt(flow, BEGIN), { kind: kind.kind, title }, kind.config, says);
  const target = pickFrom(allSteps(flow), to);
  const exit = pickFrom(exitsOf({ step, kind: allKinds().find((one) => one.kind === step.kind) }), to)?.name;
  const gap = (exit === undefined ? null : firstUnder(step.id, exit)) ?? gapAfter(flow, step.id) ?? { sequence: null, at: 0 };
  const setting = pickFrom(Object.entries(kind.config), to);
  const acts: Partial<Record<Act['act'], () => Change | null>> = {
    'end-path': () => (exit === undefined ? null : setEmptyPath(flow, step.id, exit, way === 'up')),
    add: () => add(flow, gap, { kind: kind.kind, title }, kind.config, says),
    set: () => (step.kind === kind.kind && setting ? setSetting(flow, step.id, setting[0], setting[1], setting[0], says) : null),
    move: () => move(flow, step.id, way, says),
    'move-to': () => (target ? moveTo(flow, step.id, gapBefore(flow, target.id) ?? gap, says) : null),
    duplicate: () => duplicate(flow, step.id, says),
    cut: () => cut(flow, step.id, says),
    paste: () => (clip ? paste(flow, gap, clip, way === 'up', says) : null),
    remove: () => remove(flow, step.id, way === 'up' ? null : (pickFrom(pathsOf(step), to)?.exit ?? null), says),
    name: () => nameStep(flow, step.id, way, says),
    note: () => noteStep(flow, step.id, way, says),
  };
  return acts[act]?.() ?? null;
}

function play(flow: Flow, acts: readonly Act[], says: Saying): Desk {
  let desk: Desk = { history: begun(flow, BEGIN), clip: null };
  for (const act of acts) {
    const done = change(desk, act, says);
    const clipped = act.act === 'cut' ? (pickFrom(allSteps(desk.history.now.flow), act.at) ?? null) : desk.clip;
    desk = { history: done ? did(desk.history, done) : desk.history, clip: clipped };
  }
  return desk;
}

const frozen = (flow: Flow): Flow => {
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  };
  freeze(flow);
  return flow;
};

const places = (flow: Flow): Set<string> => new Set(allSteps(flow).map(({ id }) => id));

const flows = fc.sample(randomFlow, { numRuns: 200, seed: 5 }).map(frozen);

describe('a step', () => {
  it('is called by twelve words at most', () => {
    const flow = Flow.parse({ name: 'F', steps: [{ id: 'a', kind: 'stop' }] });
    const named = (count: number): Change | null => nameStep(flow, 'a', Array.from({ length: count }, () => 'word').join(' '), saying());
    expect(named(12)).not.toBeNull();
    expect(named(13)).toBeNull();
  });
});

describe('operations on a flow', () => {
  it('are undone without a trace, and done again, in any order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...flows), fc.array(anything, { minLength: 1, maxLength: 8 }), (flow, acts) => {
        let { history } = play(flow, acts, saying());
        const end = history.now.flow;
        for (let back = undone(history); back; back = undone(history)) history = back;
        // The very flow it began with, which nobody can have written into: it is frozen.
        expect(history.now.flow).toBe(flow);
        for (let on = redone(history); on; on = redone(history)) history = on;
        expect(history.now.flow).toBe(end);
      }),
      { numRuns: SEQUENCES },
    );
  }, 120_000);

  it('leave a flow that compiles or says why not, with ids used once, and what is selected in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...flows), fc.array(anything, { minLength: 1, maxLength: 8 }), (flow, acts) => {
        const { flow: after, select } = play(flow, acts, saying()).history.now;
        const compiled = compile(after, world, 'flow');
        expect('plan' in compiled || compiled.problems.length > 0).toBe(true);
        const ids = placed(after).map(({ step }) => step.id);
        expect(new Set(ids).size).toBe(ids.length);
        const told = sentences(after, words).map(({ step, exit }) => [step, exit].join(' '));
        if (select.step !== null)
          expect([keyOf(select), told]).toEqual([keyOf(select), expect.arrayContaining([[select.step, select.exit].join(' ')])]);
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);

  it('move a step through every place of the flow by going down, and back by going up', () => {
    fc.assert(
      fc.property(fc.constantFrom(...flows), fc.nat(1000), (flow, at) => {
        const step = pickFrom(allSteps(flow), at);
        if (!step) return;
        const says = saying();
        let now = flow;
        let moves = 0;
        for (let next = move(now, step.id, 'up', says); next; next = move(now, step.id, 'up', says)) now = next.flow;
        expect(find(now, step.id)?.at).toBe(0);
        const top = now;
        for (let next = move(now, step.id, 'down', says); next; next = move(now, step.id, 'down', says), moves += 1) now = next.flow;
        expect(now.steps.at(-1)?.id).toBe(step.id);
        for (; moves > 0; moves -= 1) now = move(now, step.id, 'up', says)?.flow ?? now;
        expect(canonicalJson(withoutEmpty(now))).toBe(canonicalJson(withoutEmpty(top)));
        expect(places(now)).toEqual(places(flow));
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

/** A path that somebody passed through is written, and empty. */
const withoutEmpty = (flow: Flow): Flow => {
  const bare = (step: Step): Step => ({
    ...step,
    exits: Object.fromEntries(
      Object.entries(step.exits ?? {}).flatMap(([exit, path]) => (path.length === 0 ? [] : [[exit, path.map(bare)]])),
    ),
  });
  return { ...flow, steps: flow.steps.map(bare) };
};
