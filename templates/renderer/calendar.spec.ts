import { describe, expect, it } from 'vitest';
import { textOf } from '../proofreading/message-builder.ts';

const day = (occurredAt: string, options: Parameters<typeof textOf>[2] = {}): string =>
  textOf('{{date feedback.occurredAt}}', { feedback: { occurredAt } }, options);
const ago = (occurredAt: string, options: Parameters<typeof textOf>[2] = {}): string =>
  textOf('{{ago feedback.occurredAt}}', { feedback: { occurredAt } }, options);

describe('dates', () => {
  it('fall on the day it was for the customer', () => {
    expect(day('2026-03-03T23:30:00Z', { zone: 'Europe/London' })).toBe('3 March');
    expect(day('2026-03-03T23:30:00Z', { zone: 'Europe/Berlin' })).toBe('4 March');
    expect(day('2026-03-04T03:30:00Z', { zone: 'America/Los_Angeles', locale: 'en-US' })).toBe('March 3');
    expect(day('2026-03-03T11:30:00Z', { zone: 'Pacific/Kiritimati' })).toBe('4 March');
  });

  it('name the year only when it is another one, in the customer’s calendar', () => {
    expect(day('2025-12-31T22:30:00Z', { zone: 'Europe/London' })).toBe('31 December 2025');
    expect(day('2025-12-31T23:30:00Z', { zone: 'Europe/Berlin' })).toBe('1 January');
  });

  it('are right on both sides of a change of clocks', () => {
    // Berlin goes to summer time on 29 March 2026 at 01:00 UTC: 22:30 UTC is 23:30 before and 00:30 after.
    expect(day('2026-03-28T22:30:00Z', { zone: 'Europe/Berlin' })).toBe('28 March');
    expect(day('2026-03-29T22:30:00Z', { zone: 'Europe/Berlin' })).toBe('30 March');
    expect(ago('2026-03-28T22:30:00Z', { zone: 'Europe/Berlin', now: '2026-03-29T21:30:00Z' })).toBe('yesterday');
    expect(ago('2026-10-24T22:30:00Z', { zone: 'Europe/Berlin', now: '2026-10-25T22:30:00Z' })).toBe('today');
  });

  it('are written as the message’s language is written where the customer lives', () => {
    expect(day('2026-05-02T10:00:00Z', { locale: 'en-US' })).toBe('May 2');
    expect(day('2026-05-02T10:00:00Z', { locale: 'en' })).toBe('2 May');
    expect(day('2026-05-02T10:00:00Z', { locale: 'fr-FR' })).toBe('2 May');
  });
});

it('how long ago counts calendar days, then weeks, months and years', () => {
  const now = '2026-06-01T00:30:00Z';
  expect(ago('2026-05-31T23:50:00Z', { now, zone: 'UTC' })).toBe('yesterday');
  expect(ago('2026-05-20T12:00:00Z', { now })).toBe('12 days ago');
  expect(ago('2026-05-11T12:00:00Z', { now })).toBe('3 weeks ago');
  expect(ago('2026-03-01T12:00:00Z', { now })).toBe('3 months ago');
  expect(ago('2024-05-31T12:00:00Z', { now })).toBe('2 years ago');
});

describe('numbers', () => {
  it('are written as the customer writes them', () => {
    expect(textOf('{{number others}}', { others: 12345 })).toBe('12,345');
    expect(textOf('{{plural others "one other" "# others"}}', { others: 12345 }, { locale: 'en-IN' })).toBe('12,345 others');
    expect(textOf('{{plural others "one other" "# others"}}', { others: 1 })).toBe('one other');
  });

  it('none is not known', () => {
    expect(textOf('You{{#known others}} and {{number others}}{{/known}}.', { others: 0 })).toBe('You.');
  });

  it('lists have their last “and”', () => {
    expect(textOf('{{list notice.items}}', { notice: { items: ['a', 'b', 'c'] } }, { locale: 'en-US' })).toBe('a, b, and c');
    expect(textOf('{{list owner.name owner.role}}')).toBe('Maya Lind and pricing');
  });
});
