import { describe, expect, it } from 'vitest';
import { mostDifferent } from './most-different.ts';

describe('a sample of messages that are alike', () => {
  const texts = [
    { id: 'a', text: 'Prices include tax since May.' },
    { id: 'b', text: 'Prices include tax since May!' },
    { id: 'c', text: 'Prices include tax since May, Ana.' },
    { id: 'd', text: 'You wrote of the bill from Lima; it shows tax now.' },
  ];

  it('begins with the first and goes on with what is most unlike it', () => {
    expect(mostDifferent(texts, 2)).toEqual(['a', 'd']);
    expect(mostDifferent(texts, 3)).toEqual(['a', 'd', 'c']);
  });

  it('is all of them where they are few, each once', () => {
    expect(mostDifferent(texts, 5).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(mostDifferent([], 5)).toEqual([]);
    expect(
      mostDifferent(
        [
          { id: 'x', text: '' },
          { id: 'y', text: '' },
        ],
        5,
      ),
    ).toEqual(['x', 'y']);
  });
});
