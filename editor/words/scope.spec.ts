import type { Condition } from '@loopwright/workflows/contract';
import { describe, expect, it, test } from 'vitest';
import { fieldWords, rowFor, rowsOf, scopeOf, valueOf, waysFor } from './scope.ts';
import type { Row } from './scope.ts';

const row = (more: Partial<Row>): Row => ({
  field: 'customer.attributes.plan',
  way: 'is',
  values: [],
  from: '',
  to: '',
  kind: 'text',
  ...more,
});

describe('a scope built in rows', () => {
  test.each<[string, Condition | null]>([
    ['everybody', null],
    ['one value', { field: 'customer.attributes.plan', is: ['pro'] }],
    ['none of several', { not: { field: 'customer.attributes.plan', is: ['basic', 'trial'] } }],
    ['a span of numbers', { field: 'feedback.score', from: 0, to: 6 }],
    ['a span of days with one end', { field: 'customer.attributes.since', from: '2026-01-01' }],
    ['a span of moments', { field: 'customer.attributes.seen', to: '2026-05-31T23:59:59.999Z' }],
    ['whether it is known', { field: 'customer.locale', known: false }],
    [
      'all of several',
      {
        all: [
          { field: 'customer.attributes.seats', is: [5, 10] },
          { field: 'feedback.source', known: true },
        ],
      },
    ],
    [
      'any of several',
      {
        any: [
          { field: 'customer.attributes.beta', is: [true] },
          { field: 'customer.locale', is: ['de'] },
        ],
      },
    ],
  ])('is read and written again as it was: %s', (_, scope) => {
    const rows = rowsOf(scope);
    expect(rows).not.toBeNull();
    expect(rows && scopeOf(rows)).toEqual({ scope, unfinished: 0 });
  });

  test.each<[Condition]>([
    [{ all: [{ any: [{ field: 'customer.locale', is: ['de'] }] }] }],
    [{ not: { field: 'customer.locale', known: true } }],
    [{ not: { not: { field: 'customer.locale', is: ['de'] } } }],
  ])('is none where rows cannot say it: %j', (scope) => {
    expect(rowsOf(scope)).toBeNull();
  });

  it('leaves out what says nothing yet, and counts it', () => {
    const rows = [row({}), row({ field: '' }), row({ way: 'between', kind: 'number' }), row({ values: ['pro'] })];
    expect(scopeOf({ join: 'any', rows })).toEqual({ scope: { field: 'customer.attributes.plan', is: ['pro'] }, unfinished: 3 });
  });

  it('ends a span of moments with its last day', () => {
    const rows = [row({ field: 'customer.attributes.seen', way: 'between', kind: 'moment', from: '2026-05-01', to: '2026-05-31' })];
    expect(scopeOf({ join: 'all', rows }).scope).toEqual({
      field: 'customer.attributes.seen',
      from: '2026-05-01',
      to: '2026-05-31T23:59:59.999Z',
    });
  });
});

describe('a field', () => {
  it('is called what people call it', () => {
    expect(['customer.attributes.plan', 'customer.timeZone', 'feedback.source', 'feedback.attributes.app.version'].map(fieldWords)).toEqual(
      ['plan', 'time zone', 'source', 'app.version'],
    );
  });

  it('is asked for a span only where it holds numbers or days', () => {
    expect(waysFor({ kind: 'text' })).not.toContain('between');
    for (const kind of ['number', 'date', 'moment'] as const) expect(waysFor({ kind })).toContain('between');
  });

  it('with more values than can be listed is begun as a span', () => {
    const seats = { field: 'customer.attributes.seats', kind: 'number' as const, known: 9, values: [{ value: 1, people: 1 }] };
    expect(rowFor({ ...seats, more: true }).way).toBe('between');
    expect(rowFor({ ...seats, more: false }).way).toBe('is');
  });

  it('takes a written value in its own kind, and none that does not fit', () => {
    expect(valueOf(' 5 ', 'number')).toBe(5);
    expect(valueOf('5', 'text')).toBe('5');
    expect(valueOf('five', 'number')).toBeNull();
    expect(valueOf('  ', 'text')).toBeNull();
  });
});
