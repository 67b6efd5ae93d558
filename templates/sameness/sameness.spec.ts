import { describe, expect, it } from 'vitest';
import { loadTemplates } from '../loading/load.ts';
import { render } from '../renderer/render.ts';
import { repeatedRuns, sameness, samenessReference, tooAlike } from './sameness.ts';

const words =
  'amber birch cloud delta ember field grove heath inlet jetty knoll ledge marsh north ocean pines quarry ridge shore tower'.split(' ');
// Invented texts without a pattern: each word drawn by its own small generator.
function invented(index: number, length = 60): string {
  let state = index * 2_654_435_761 + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `${words[state % words.length] ?? ''}${String((state >>> 8) % 997)}`;
  }).join(' ');
}
const form = (name: string): string =>
  `Dear ${name}, thank you for telling us about it, we have looked into it and it is as you wished, and we hope that you will enjoy it.`;

describe('how alike the messages of a release are', () => {
  it('texts that share nothing share nothing', () => {
    const found = sameness(Array.from({ length: 50 }, (_none, index) => invented(index)));
    expect(found).toMatchObject({ texts: 50, sharedEightGrams: 0, exactDuplicates: 0 });
    expect(found.longestRun).toBeLessThanOrEqual(3);
    expect(found.gzipRatio).toBeLessThan(samenessReference.people.gzipRatio + 1);
    expect(tooAlike(found)).toEqual([]);
  });

  it('one form letter for everybody is seen for what it is', () => {
    const found = sameness(Array.from({ length: 200 }, (_none, index) => form(words[index % 12] ?? '')));
    expect(found.exactDuplicates).toBe(1);
    expect(found.sharedEightGrams).toBeGreaterThan(0.99);
    expect(found.gzipRatio).toBeGreaterThan(30);
    expect(tooAlike(found)).toEqual(['gzipRatio', 'sharedEightGrams', 'longestRun', 'exactDuplicates']);
  });

  it('counts the longest run of words two messages share, whatever stands around it', () => {
    const run = words.slice(0, 11).join(' ');
    expect(sameness([`${invented(1)} ${run} ${invented(2)}`, `${invented(3)} ${run}. ${invented(4)}`]).longestRun).toBe(11);
    expect(sameness([run]).longestRun).toBe(0);
  });

  it('a run that one message repeats is not shared', () => {
    const run = words.slice(0, 12).join(' ');
    expect(sameness([`${run} x ${run}`, invented(5)])).toMatchObject({ sharedEightGrams: 0, longestRun: 0 });
  });

  it('masks the footer and the claim, which are the same by law and by truth', () => {
    const claim = 'Since 2 May every price on the Pro page includes the tax of your country.';
    const footer = 'You get this because of what you told us in our survey on 3 March, and you can stop it.';
    const made = [1, 2, 3].map((index) => ({ text: `${invented(index, 20)}\n\n${claim}\n\n${footer}`, claims: [claim], footer }));
    expect(sameness(made.map(({ text }) => text)).longestRun).toBeGreaterThan(20);
    expect(sameness(made).sharedEightGrams).toBe(0);
    expect(sameness(made).longestRun).toBeLessThanOrEqual(2);
  });

  it('has nothing to say against no messages at all', () => {
    expect(sameness([])).toEqual({ texts: 0, gzipRatio: 1, sharedEightGrams: 0, longestRun: 0, exactDuplicates: 0 });
  });

  it('tells one customer’s repeated phrases over their messages', () => {
    expect(repeatedRuns(['you had asked us for this in May', 'again: you had asked us for this'])).toEqual(['you had asked us for this']);
    expect(repeatedRuns([invented(1), invented(2)])).toEqual([]);
  });
});

it('the shipped message about a change is less alike than one template with three slots when the facts differ', () => {
  const shipped = loadTemplates().get('you-asked-we-changed');
  const [sample] = shipped?.samples ?? [];
  if (shipped === undefined || sample === undefined) throw new Error('it is not shipped');
  const found = sameness(
    Array.from({ length: 200 }, (_none, index) => {
      const occurredAt = new Date(Date.UTC(2026, 1, 1 + (index % 80))).toISOString();
      const channel = (['survey', 'review', 'email', 'chat', 'call'] as const)[index % 5] ?? 'survey';
      const facts = { ...sample.facts, customer: { name: words[index % 20] ?? '' }, feedback: { occurredAt, channel }, others: index + 1 };
      return render(shipped.template, facts, { ...sample, seed: `customer ${String(index)}` });
    }),
  );
  expect(found.exactDuplicates).toBe(0);
  expect(found.gzipRatio).toBeLessThan(samenessReference.oneTemplate.gzipRatio / 2);
});
