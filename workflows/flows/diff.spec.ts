import { describe, expect, test } from 'vitest';
import { flowWords } from '../../test/builders/flow-world.ts';
import { Flow } from '../terms/flow.ts';
import type { FlowInput, Step } from '../terms/flow.ts';
import { diff } from './diff.ts';

const wait = (id: string, days = 1): Step => ({ id, kind: 'wait', config: { for: `P${String(days)}D` } });
const check = (yes: Step[]): Step => ({ id: 'check', kind: 'check', config: { if: { field: 'feedback.score', from: 9 } }, exits: { yes } });
const send = (exits: Step['exits']): Step => ({
  id: 'send',
  kind: 'send-message',
  config: { template: 'have-not-managed', channel: 'email' },
  ...(exits ? { exits } : {}),
});
const flow = (steps: Step[], more: Partial<FlowInput> = {}): Flow => Flow.parse({ name: 'F', steps, ...more });
const changes = (before: Flow, after: Flow): string[] =>
  diff(before, after, flowWords()).map(({ change, about, step, exit, before: was, after: now }) =>
    [change, about, step, exit, was && `“${was}”`, now && `→ “${now}”`].filter(Boolean).join(' '),
  );

test('nothing changed where names and notes did', () => {
  expect(changes(flow([wait('a')]), { ...flow([{ ...wait('a'), name: 'A breath', note: 'why' }]), name: 'G' })).toEqual([]);
});

describe('a step', () => {
  test('is added, removed and changed by its id', () => {
    expect(changes(flow([wait('a'), wait('b')]), flow([wait('c'), wait('b', 2)]))).toEqual([
      'added step c → “Wait 1 day.”',
      'changed step b “Wait 1 day.” → “Wait 2 days.”',
      'removed step a “Wait 1 day.”',
    ]);
  });

  test('is moved to another path, and no other with it', () => {
    expect(changes(flow([check([wait('a')]), wait('b', 2)]), flow([check([]), wait('a'), wait('b', 2)]))).toEqual([
      'moved step a “Wait 1 day.” → “Wait 1 day.”',
    ]);
  });

  test('is moved within its path: the fewest that explain it', () => {
    const [a, b, c, d] = [wait('a', 1), wait('b', 2), wait('c', 3), wait('d', 4)];
    expect(changes(flow([a, b, c, d]), flow([d, a, b, c]))).toEqual(['moved step d “Wait 4 days.” → “Wait 4 days.”']);
  });

  test('is not moved by what is put before it', () => {
    expect(changes(flow([wait('a')]), flow([wait('b'), wait('a')]))).toEqual(['added step b → “Wait 1 day.”']);
  });
});

test('an empty path that ends differently is a change of its exit', () => {
  expect(changes(flow([send(undefined)]), flow([send({ withheld: [] })]))).toEqual([
    'changed exit send withheld “▸ withheld: end as not told” → “▸ withheld: go on”',
  ]);
});

test('entry, repetition and comparison are compared as they read', () => {
  const after = flow([], { entry: { feelings: ['praise'], again: 'every' }, holdback: { percent: 10, until: '2027-06-01' } });
  expect(diff(flow([]), after, flowWords()).map(({ change, about }) => [change, about])).toEqual([
    ['changed', 'entry'],
    ['changed', 'again'],
    ['changed', 'comparison'],
  ]);
});

test('a new sender changes each message', () => {
  const after = flow([send(undefined)], { brand: 'halden' });
  expect(diff(flow([send(undefined)]), after, flowWords())).toMatchObject([{ change: 'changed', step: 'send' }]);
});
