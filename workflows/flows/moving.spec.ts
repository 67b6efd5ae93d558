import { describe, expect, it } from 'vitest';
import { close, send, step, stop, waitFor } from '../../test/builders/steps.ts';
import type { Step } from '../terms/flow.ts';
import { whereto } from './moving.ts';

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
});
