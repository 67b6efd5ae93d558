import { describe, expect, it } from 'vitest';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { ownerFacts } from './improvement-facts.ts';
import { quotable } from './quotable.ts';
import { saidWhere } from './said-where.ts';

const pricing = { key: 'pricing', name: 'Pricing', noun: { en: { singular: 'price', plural: 'prices' } } };
const said = (text: string | null, more: Partial<FeedbackDoc> = {}): FeedbackDoc =>
  ({ text, language: 'en', tags: [{ theme: 'pricing', by: 'source', confirmed: true }], ...more }) as FeedbackDoc;

describe('words of theirs that may be quoted', () => {
  it('are all they wrote, where that is one clause', () => {
    expect(quotable(said('The prices never include the tax'), [pricing], 'en', [])).toBe('The prices never include the tax');
  });

  it('are the one sentence that names the theme', () => {
    expect(quotable(said('I like the bikes. The prices hide the tax. Bye.'), [pricing], 'en', [])).toBe('The prices hide the tax');
  });

  it.each([
    ['two sentences name it', said('The prices hide the tax. The prices went up.')],
    ['none names it', said('I like the bikes. It is a trap.')],
    ['it is in another language', said('Die Preise stehen ohne Steuer da', { language: 'de' })],
    ['it holds an address', said('The prices hide the tax says ana@example.com')],
    ['they wrote nothing', said(null)],
    [
      'it was tagged with two themes',
      said('The prices hide the tax', {
        tags: [
          { theme: 'a', by: 'person', confirmed: true },
          { theme: 'b', by: 'person', confirmed: true },
        ] as FeedbackDoc['tags'],
      }),
    ],
  ])('are none where %s', (_, feedback) => {
    expect(quotable(feedback, [pricing], 'en', [])).toBeUndefined();
  });
});

describe('where they said it', () => {
  it.each([
    ['nps-survey', 'survey'],
    ['demo-app-store', 'review'],
    ['demo-support-mail', 'email'],
    ['shop.reviews', 'review'],
    ['hotline', 'call'],
    ['ios-app', 'app'],
    ['crm', undefined],
  ])('%s', (source, channel) => {
    expect(saidWhere(source)).toBe(channel);
  });
});

describe('who answers', () => {
  const house = { name: 'Ana Ruiz', role: 'customer care' };

  it('is whom the step names, with the role that is known of them', () => {
    expect(ownerFacts('Maya Lind', 'Maya Lind, pricing', house)).toEqual({ name: 'Maya Lind', role: 'pricing' });
    expect(ownerFacts('Tom', 'Maya Lind, pricing', house)).toEqual({ name: 'Tom' });
  });

  it('is the improvement’s owner, else the house’s sender, else nobody', () => {
    expect(ownerFacts(null, 'Maya Lind, pricing', house)).toEqual({ name: 'Maya Lind', role: 'pricing' });
    expect(ownerFacts(null, null, house)).toEqual(house);
    expect(ownerFacts(null, null, null)).toBeUndefined();
  });
});
