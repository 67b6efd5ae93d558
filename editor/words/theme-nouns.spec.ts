import { describe, expect, it } from 'vitest';
import type { Noun } from '@loopwright/workflows/contract';
import { languageCode, languageName, missing, nounOf, written } from './theme-nouns.ts';

describe('a noun as a person writes it', () => {
  it.each<[string, Noun]>([
    ['one thing', { singular: 'checkout' }],
    ['one and several', { singular: 'price', plural: 'prices' }],
    ['what cannot be counted', { singular: 'delivery information', mass: 'delivery information' }],
    ['one, and what cannot be counted', { singular: 'price', mass: 'pricing' }],
    ['all three', { singular: 'price', plural: 'prices', mass: 'pricing' }],
  ])('stays what it was when it is shown and saved: %s', (_, noun) => {
    expect(nounOf(written(noun))).toEqual(noun);
  });

  it('asks for nothing to be repeated where it cannot be counted', () => {
    expect(written({ singular: 'pricing', mass: 'pricing' })).toEqual({ one: '', several: '', uncounted: 'pricing' });
  });

  it('is none where nothing is written, and asks for one of several', () => {
    expect(nounOf(written(undefined))).toBeUndefined();
    expect(nounOf({ one: ' ', several: '', uncounted: ' ' })).toBeUndefined();
    const several = { one: '', several: 'prices', uncounted: '' };
    expect(nounOf(several)).toBeUndefined();
    expect(missing(several)).not.toBe('');
    expect(missing({ one: 'price', several: 'prices', uncounted: '' })).toBe('');
  });
});

describe('a language', () => {
  it('is taken by its code and shown by its name', () => {
    expect([languageCode('NL'), languageCode('pt-br'), languageCode('not a code'), languageCode('')]).toEqual(['nl', 'pt-BR', null, null]);
    expect([languageName('de'), languageName('pt-BR')]).toEqual(['German', 'Brazilian Portuguese']);
  });
});
