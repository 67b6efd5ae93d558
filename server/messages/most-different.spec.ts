import { describe, expect, it } from 'vitest';
import { mostDifferent } from './most-different.ts';

const same = (text: string): string => text;

describe('the most different of some texts', () => {
  const since = 'Prices include tax since May.';
  const texts = [
    since,
    'Prices include tax since May!',
    'Prices include tax since May, Ana.',
    'You wrote of the bill from Lima; it shows tax now.',
  ];

  it('begin with the first and go on with what is most unlike it', () => {
    expect(mostDifferent(texts, same, 2)).toEqual([since, texts[3]]);
    expect(mostDifferent(texts, same, 3)).toEqual([since, texts[3], texts[2]]);
  });

  it('are all of them where they are few, each once', () => {
    expect(mostDifferent(texts, same, 5).sort()).toEqual([...texts].sort());
    expect(mostDifferent([], same, 5)).toEqual([]);
    expect(mostDifferent(['', ''], same, 5)).toEqual(['', '']);
  });
});
