import { describe, expect, it } from 'vitest';
import { Entry } from '../terms/flow.ts';
import { admits } from './admits.ts';
import type { Arrival, EntryFacts } from './admits.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const tag = (theme: string, confirmed = true): Arrival['tags'][number] => ({ theme, confirmed });

const said = (more: Partial<Arrival> = {}): Arrival => ({
  source: 'survey',
  brand: null,
  language: null,
  text: 'too dear',
  score: null,
  scoreKind: null,
  event: null,
  attributes: {},
  tags: [tag('pricing')],
  feeling: 'complaint',
  feelingConfirmed: true,
  occurredAt: daysAgo(1),
  receivedAt: daysAgo(1),
  history: false,
  demo: false,
  ...more,
});
const facts = (more: Partial<Arrival> = {}, flow: Partial<EntryFacts['flow']> = {}): EntryFacts => ({
  said: said(more),
  customer: { attributes: { plan: 'pro' } },
  flow: { demo: false, firstPublishedAt: daysAgo(5), ...flow },
  now: NOW,
});
const ask = (entry: unknown, given: EntryFacts): ReturnType<typeof admits> => admits(Entry.parse(entry), given);

describe('an entry that names nothing', () => {
  it('takes any feedback, with its confirmed themes', () => {
    expect(ask({}, facts({ tags: [tag('pricing'), tag('delivery'), tag('staff', false)] }))).toEqual({ admitted: ['pricing', 'delivery'] });
  });

  it('takes feedback without a theme or feeling', () => {
    expect(ask({}, facts({ tags: [], feeling: null }))).toEqual({ admitted: [] });
  });
});

describe('an entry', () => {
  it.each([
    ['a flow about corrections', { kind: 'taken-back' }, facts(), 'not-for-feedback'],
    ['demo feedback for a real flow', {}, facts({ demo: true }), 'demo'],
    ['real feedback for a demo flow', {}, facts({}, { demo: true }), 'demo'],
    ['an old import', {}, facts({ history: true }), 'history'],
    ['a flow that never was published', {}, facts({}, { firstPublishedAt: null }), 'not-published'],
    ['feedback received before publishing', {}, facts({ receivedAt: daysAgo(6) }), 'before-publishing'],
    ['what was said before the stated instant', { since: '2026-03-10T00:00:00Z' }, facts(), 'before-since'],
    ['what was said too long ago', { maxAge: 'P3D' }, facts({ occurredAt: daysAgo(3.01) }), 'too-old'],
    ['another source', { sources: ['app-store'] }, facts(), 'other-source'],
    ['another brand', { brands: ['halden'] }, facts({ brand: 'other' }), 'other-brand'],
    ['no brand where one is asked for', { brands: ['halden'] }, facts(), 'other-brand'],
    ['another language', { languages: ['en'] }, facts({ language: 'eng' }), 'other-language'],
    ['a wider language', { languages: ['en-GB'] }, facts({ language: 'en' }), 'other-language'],
    ['no language where one is asked for', { languages: ['en'] }, facts(), 'other-language'],
    ['a score above', { score: { kind: 'nps', from: 0, to: 6 } }, facts({ score: 7, scoreKind: 'nps' }), 'other-score'],
    ['a score of another kind', { score: { kind: 'nps', from: 0, to: 6 } }, facts({ score: 3, scoreKind: 'csat' }), 'other-score'],
    ['no score', { score: { kind: 'nps', from: 0, to: 6 } }, facts(), 'other-score'],
    ['words where silence is asked for', { withoutText: true }, facts(), 'has-words'],
    ['another feeling', { feelings: ['praise'] }, facts(), 'other-feeling'],
    ['a feeling nobody confirmed', { feelings: ['complaint'] }, facts({ feelingConfirmed: false }), 'not-confirmed'],
    ['another theme', { themes: ['billing'] }, facts(), 'other-theme'],
    ['a theme nobody confirmed', { themes: ['pricing'] }, facts({ tags: [tag('pricing', false)] }), 'not-confirmed'],
    ['one of two where all are asked for', { themes: ['pricing', 'billing'], match: 'all' }, facts(), 'other-theme'],
    ['somebody on another plan', { onlyIf: { field: 'customer.attributes.plan', is: ['basic'] } }, facts(), 'only-if'],
    ['somebody of whom it is not known', { onlyIf: { field: 'customer.locale', is: ['en'] } }, facts(), 'only-if'],
  ] as const)('does not take %s', (_, entry, given, not) => {
    expect(ask(entry, given)).toEqual({ not });
  });

  it.each([
    ['what was said before the instant of publishing but received after it', {}, facts({ occurredAt: daysAgo(20) })],
    ['what was received before publishing where an instant rules', { since: '2026-03-01T00:00:00Z' }, facts({ receivedAt: daysAgo(6) })],
    ['what was said exactly at the oldest allowed instant', { maxAge: 'P3D' }, facts({ occurredAt: daysAgo(3) })],
    ['anything however old where there is no oldest', { maxAge: null }, facts({ occurredAt: daysAgo(3000) })],
    ['a narrower language', { languages: ['EN'] }, facts({ language: 'en-GB' })],
    ['both ends of a score', { score: { kind: 'nps', from: 0, to: 6 } }, facts({ score: 6, scoreKind: 'nps' })],
    ['blank words where silence is asked for', { withoutText: true }, facts({ text: '  ' })],
    ['somebody for whom the condition holds', { onlyIf: { field: 'customer.attributes.plan', is: ['pro'] } }, facts()],
  ] as const)('takes %s', (_, entry, given) => {
    expect(ask(entry, given)).toEqual({ admitted: ['pricing'] });
  });

  it('admits with those of its themes that the feedback has', () => {
    const given = facts({ tags: [tag('pricing'), tag('billing', false), tag('staff')] });
    expect(ask({ themes: ['billing', 'pricing'] }, given)).toEqual({ admitted: ['pricing'] });
  });

  it('asks for every theme where all are asked for', () => {
    const given = facts({ tags: [tag('pricing'), tag('billing'), tag('staff')] });
    expect(ask({ themes: ['billing', 'pricing'], match: 'all' }, given)).toEqual({ admitted: ['pricing', 'billing'] });
  });
});
