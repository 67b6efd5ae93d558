import { canonicalJson, Flow } from '@loopwright/workflows/contract';
import type { Step } from '@loopwright/workflows/contract';
import { describe, expect, it } from 'vitest';
import { step } from '../../../test/builders/steps.ts';
import type { Change, Saying } from '../operations/change.ts';
import { move } from '../operations/move.ts';
import { nameStep } from '../operations/names.ts';
import { add } from '../operations/add.ts';
import { remove } from '../operations/remove.ts';
import { setEntry, setSetting } from '../operations/settings.ts';
import { allSteps, find } from '../operations/tree.ts';
import { combine } from './combine.ts';

let last = 0;
const says: Saying = { call: ({ id }) => id, fresh: (kind) => `${kind}-${String((last += 1))}` };
const wait = (id: string): Step => step('wait', { for: 'P3D' }, undefined, id);
const ask = (id: string, yes: Step[], no: Step[]): Step =>
  step('check', { if: { field: 'customer.locale', known: true } }, { yes, no }, id);
const BASE = Flow.parse({ name: 'Base', steps: [wait('a'), ask('q', [wait('b'), wait('c')], [wait('d')]), wait('e')] });

/** What several acts make of the flow. */
const after = (...acts: ((flow: Flow) => Change | null)[]): Flow => acts.reduce((flow, act) => act(flow)?.flow ?? flow, BASE);
const longer = (id: string, span: string) => (flow: Flow) => setSetting(flow, id, 'for', span, 'length', says);
const deleted =
  (id: string, keep: string | null = null) =>
  (flow: Flow) =>
    remove(flow, id, keep, says);
const moved = (id: string, way: 'up' | 'down' | 'out') => (flow: Flow) => move(flow, id, way, says);
const added = (at: number) => (flow: Flow) => add(flow, { sequence: null, at }, { kind: 'stop', title: 'End' }, { reason: 'x' }, says);
const ids = (flow: Flow | null): string[] => (flow ? allSteps(flow).map(({ id }) => id) : []);

describe('two changes of one draft', () => {
  it('that do not touch the same are both in', () => {
    const mine = after(longer('b', 'P9D'), (flow) => nameStep(flow, 'd', 'Rest', says));
    const theirs = after(deleted('a'), (flow) => setEntry(flow, 'maxAge', null, 'age'), added(3));
    const { flow, conflicts } = combine(BASE, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(flow?.entry.maxAge).toBeNull();
    expect(flow && find(flow, 'b')?.step.config).toEqual({ for: 'P9D' });
    expect(flow && find(flow, 'd')?.step.name).toBe('Rest');
    expect(ids(flow)).toEqual(ids(theirs));
  });

  it('are the same whoever saved first, where nothing has to be chosen', () => {
    const mine = after(moved('c', 'out'), longer('e', 'P1D'));
    const theirs = after(deleted('d'), longer('b', 'P2D'));
    const [one, other] = [combine(BASE, mine, theirs), combine(BASE, theirs, mine)];
    expect(ids(one.flow)).toEqual(['a', 'q', 'b', 'c', 'e']);
    expect(canonicalJson(one.flow)).toBe(canonicalJson(other.flow));
  });

  it('of the same setting have to be chosen between', () => {
    const mine = after(longer('a', 'P1D'));
    const theirs = after(longer('a', 'P2D'), longer('b', 'P2D'));
    const { flow, conflicts } = combine(BASE, mine, theirs);
    expect([flow, conflicts.map(({ what, about }) => [what, about.step])]).toEqual([null, [['setting', 'a']]]);
    const key = conflicts[0]?.key ?? '';
    const chosen = (side: 'mine' | 'theirs') => combine(BASE, mine, theirs, { [key]: side }).flow;
    expect([chosen('mine'), chosen('theirs')].map((one) => one && find(one, 'a')?.step.config)).toEqual([{ for: 'P1D' }, { for: 'P2D' }]);
    const kept = chosen('mine');
    expect(kept && find(kept, 'b')?.step.config).toEqual({ for: 'P2D' });
  });

  it('of which one deletes what the other changed have to be chosen between', () => {
    const mine = after(deleted('q', 'yes'));
    const theirs = after(longer('d', 'P2D'));
    const { conflicts } = combine(BASE, mine, theirs);
    expect(conflicts.map(({ key }) => key)).toEqual(['deleted d']);
    expect(ids(combine(BASE, mine, theirs, { 'deleted d': 'mine' }).flow)).toEqual(['a', 'b', 'c', 'e']);
    // What was to be kept stands under what is gone: then only one of the two can be taken whole.
    expect(combine(BASE, mine, theirs, { 'deleted d': 'theirs' }).flow).toBeNull();
  });

  it('that move the same step to two places, or turn one order around, have to be chosen between', () => {
    const twice = combine(BASE, after(moved('c', 'out')), after(moved('c', 'down')));
    expect(twice.conflicts.map(({ what }) => what)).toEqual(['place']);
    const [mine, theirs] = [after(moved('b', 'down')), after(moved('c', 'up'))];
    expect(ids(combine(BASE, mine, theirs).flow)).toEqual(['a', 'q', 'c', 'b', 'd', 'e']);
  });
});
