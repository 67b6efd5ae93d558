import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFlow } from '../../test/builders/random-flow.ts';
import { close, send, step, stop, waitFor } from '../../test/builders/steps.ts';
import type { Step } from '../terms/flow.ts';
import { whereto } from './moving.ts';
import { placed } from './tree.ts';

const told = [send('you-asked-we-changed', undefined, 'tell'), close('told')];
const passed = [send('not-forgotten', undefined, 'say'), step('wait', { for: 'P3D' }, undefined, 'pause'), stop('end')];
const flow = (...steps: Step[]) => ({ steps });
const first = (exits: Step['exits'], kind = waitFor) => kind(exits, {}, 'first');
const before = flow(step('wait', { for: 'P1D' }, undefined, 'calm'), first({ verified: told, 'timed-out': passed }));

describe('where somebody who is part-way stands in another version', () => {
  const cases: [string, { steps: Step[] }, string, ReturnType<typeof whereto>][] = [
    [
      'where they stood, whatever else its settings say',
      flow(waitFor({ verified: told }, { atMost: 'P9D' }, 'first')),
      'first',
      { stays: 'first' },
    ],
    [
      'where they stood, though steps were put before it',
      flow(step('wait', { for: 'P2D' }, undefined, 'new'), ...before.steps),
      'pause',
      { stays: 'pause' },
    ],
    [
      'at the next step that is left of those they had before them',
      flow(first({ verified: told, 'timed-out': [stop('end')] })),
      'pause',
      { goesOn: 'end' },
    ],
    ['behind what was around them, where all of that is gone', flow(first({ verified: told })), 'calm', { goesOn: 'first' }],
    [
      'nowhere, where nothing is left before them',
      flow(step('wait', { for: 'P1D' }, undefined, 'calm'), first({ verified: told })),
      'pause',
      { finishes: 'nothing-left' },
    ],
    [
      'nowhere, where the step went under another exit',
      flow(first({ verified: told, declined: passed })),
      'pause',
      { finishes: 'stands-elsewhere' },
    ],
    ['nowhere, where the step is of another kind', flow(step('check', {}, {}, 'first')), 'first', { finishes: 'stands-elsewhere' }],
  ];
  it.each(cases)('is %s', (_where, after, at, place) => {
    expect(whereto(before, after, at)).toEqual(place);
  });

  it('never goes past the end of the way they were on', () => {
    const old = flow(
      first({ 'timed-out': [step('wait', { for: 'P3D' }, undefined, 'pause'), stop('end')] }),
      send('not-this-one', undefined, 'after'),
    );
    expect(whereto(old, flow(first({}), send('not-this-one', undefined, 'after')), 'pause')).toEqual({ finishes: 'nothing-left' });
    const open = flow(first({ 'timed-out': [step('wait', { for: 'P3D' }, undefined, 'pause')] }), send('not-this-one', undefined, 'after'));
    expect(whereto(open, flow(first({}), send('not-this-one', undefined, 'after')), 'pause')).toEqual({ goesOn: 'after' });
  });

  it('is for everybody in the same version where they stand, and never behind where they stood in one with less', () => {
    const holds = fc.property(randomFlow, fc.nat(), ({ steps }, choice) => {
      const all = placed({ steps });
      for (const { step: one } of all) expect(whereto({ steps }, { steps }, one.id)).toEqual({ stays: one.id });
      const gone = all[choice % Math.max(1, all.length)];
      if (!gone) return;
      const less = { steps: without(steps, gone.step.id) };
      const left = new Set(placed(less).map(({ step: one }) => one.id));
      all.forEach(({ step: one }, at) => {
        const place = whereto({ steps }, less, one.id);
        if ('stays' in place) expect(left.has(one.id)).toBe(true);
        else if ('goesOn' in place) expect(all.findIndex(({ step: other }) => other.id === place.goesOn)).toBeGreaterThan(at);
        else expect(left.has(one.id)).toBe(false);
      });
    });
    fc.assert(holds, { numRuns: 25 });
  });
});

/** Without a step and what stands under it. */
const without = (steps: readonly Step[], id: string): Step[] =>
  steps
    .filter((one) => one.id !== id)
    .map((one) => ({
      ...one,
      ...(one.exits ? { exits: Object.fromEntries(Object.entries(one.exits).map(([exit, inner]) => [exit, without(inner, id)])) } : {}),
    }));
