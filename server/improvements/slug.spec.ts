import { expect, test } from 'vitest';
import { slugOf, slugsFor } from './slug.ts';

test.each([
  ['Prices without tax', 'prices-without-tax'],
  ['  Größe & Gewicht!  ', 'größe-gewicht'],
  ['версия 4.2', 'версия-4-2'],
  ['…', 'improvement'],
  ['constructor', 'improvement'],
])('the title %j reads as %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('where a slug is taken, it is counted on', () => {
  const [first, second, third] = slugsFor('Prices');
  expect([first, second, third]).toEqual(['prices', 'prices-2', 'prices-3']);
});
