import { expect, it } from 'vitest';
import { stumbles } from './stumbles.ts';

it.each([
  ['You wrote on .', 'a space before punctuation'],
  ['You wrote  to us.', 'a double space'],
  ['Hello undefined,', 'a value that is none'],
  ['You wrote to us about.', 'a word that waits for another'],
  ['See it here:', 'a line that ends in the middle'],
  ['As others did,.', 'doubled punctuation'],
  [', Maya', 'a line that starts with punctuation'],
  ['It is done. now you', 'a sentence that starts small'],
  ['You said “”.', 'empty quotation marks or brackets'],
])('a reader stumbles over "%s"', (text, fault) => {
  expect(stumbles(text)).toContain(fault);
});

it('a reader does not stumble over a plain message', () => {
  expect(stumbles('Hello Ana,\n\nI write when it holds or when we give up on it: https://a.example/x\n\nMaya Lind, pricing')).toEqual([]);
});
