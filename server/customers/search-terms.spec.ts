import { describe, expect, it } from 'vitest';
import { fromEachWord, plainly, searchTerms } from './search-terms.ts';

const ana = {
  externalId: 'HB-1001',
  emails: ['ana@example.com'],
  name: 'Ana María  Ruiz-Peña',
  attributes: { orderNumber: ['A 7', 8], city: 'Ulm' },
  mergedInto: null,
  erasedAt: null,
};

describe('what a customer is found by', () => {
  it.each([
    ['ÓLAFUR', 'olafur'],
    ['Ａｎａ', 'ana'],
    ['İnci', 'inci'],
    ['  two   words ', 'two words'],
    ['ﬁne', 'fine'],
    ['Việt', 'viet'],
  ])('is compared without case, accents and widths: %s', (text, plain) => {
    expect(plainly(text)).toBe(plain);
  });

  it('is a name from each of its words on', () => {
    expect(fromEachWord('Ana María Ruiz-Peña')).toEqual(['ana maria ruiz-pena', 'maria ruiz-pena', 'ruiz-pena', 'pena']);
    expect(fromEachWord("O'Brien")).toEqual(["o'brien", 'brien']);
    expect(fromEachWord('李小龙')).toEqual(['李小龙']);
    expect(fromEachWord('…')).toEqual([]);
  });

  it('is name, addresses, number, and the attributes that the house rules name', () => {
    expect(searchTerms(ana, [])).toEqual(['ana maria ruiz-pena', 'ana@example.com', 'hb-1001', 'maria ruiz-pena', 'pena', 'ruiz-pena']);
    const more = searchTerms(ana, ['orderNumber', 'customer.attributes.city', 'nothing']);
    expect(more).toEqual(expect.arrayContaining(['a 7', '8', 'ulm']));
    expect(more).toHaveLength(9);
  });

  it('is the number alone where it was merged into another, and nothing where it was erased', () => {
    expect(searchTerms({ ...ana, mergedInto: 'other' }, ['city'])).toEqual(['hb-1001']);
    expect(searchTerms({ ...ana, erasedAt: new Date(0) }, ['city'])).toEqual([]);
  });
});
