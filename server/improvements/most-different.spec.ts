import { describe, expect, it } from 'vitest';
import { mostDifferent } from './most-different.ts';

const same = (text: string): string => text;

describe('the most different of some texts', () => {
  it('starts with the first and goes as far from it as it can', () => {
    expect(mostDifferent(['dear ada the price', 'dear ada the price now', 'hallo ben der preis', 'dear cleo the van'], same, 3)).toEqual([
      'dear ada the price',
      'hallo ben der preis',
      'dear cleo the van',
    ]);
  });

  it('gives all where there are no more than asked for, and nothing of nothing', () => {
    expect(mostDifferent(['a', 'a'], same, 3)).toEqual(['a', 'a']);
    expect(mostDifferent([], same, 3)).toEqual([]);
    expect(mostDifferent(['', '', 'words'], same, 2)).toEqual(['', 'words']);
  });
});
