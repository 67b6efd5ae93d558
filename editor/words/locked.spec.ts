import { describe, expect, it } from 'vitest';
import { putTogether, wordsAround } from './locked.ts';

const CLAIM = 'Since 2 May every price includes tax.';
const FOOTER = 'You get this because you asked.\nStop: https://answers.example/stop';
const locked = { claims: [CLAIM], footer: FOOTER };
const TEXT = `Hello Ana,\n\n${CLAIM} You asked for that.\n\nMaya Lind\n\n${FOOTER}\n`;
const FIRST = `${CLAIM} You asked for that.\n\n${FOOTER}\n`;

describe('the words around a claim', () => {
  it('are those before and after it, without the last lines', () => {
    expect(wordsAround(TEXT, locked)).toEqual(['Hello Ana,', 'You asked for that.\n\nMaya Lind']);
    expect(wordsAround(FIRST, locked)).toEqual(['', 'You asked for that.']);
    expect(wordsAround(`Not yet.\n\n${FOOTER}\n`, { claims: [], footer: FOOTER })).toEqual(['Not yet.']);
    expect(wordsAround('Not yet.\n', { claims: [], footer: null })).toEqual(['Not yet.']);
  });

  it('unchanged give the text byte for byte', () => {
    for (const text of [TEXT, FIRST]) expect(putTogether(text, locked, wordsAround(text, locked))).toBe(text);
  });

  it('changed stand where they stood, and the claim and the last lines are as they were', () => {
    expect(putTogether(TEXT, locked, ['Dear Ana,', 'That was your point.'])).toBe(
      `Dear Ana,\n\n${CLAIM} That was your point.\n\n${FOOTER}\n`,
    );
    expect(putTogether(FIRST, locked, ['Dear Ana,', 'You asked.'])).toBe(`Dear Ana,\n\n${CLAIM} You asked.\n\n${FOOTER}\n`);
    expect(putTogether(TEXT, locked, ['', ''])).toBe(`${CLAIM}\n\n${FOOTER}\n`);
  });

  it('stand between two claims too', () => {
    const two = { claims: ['One holds.', 'Two holds.'], footer: null };
    const text = 'Hello. One holds. And more: Two holds. Bye.\n';
    expect(wordsAround(text, two)).toEqual(['Hello.', 'And more:', 'Bye.']);
    expect(putTogether(text, two, wordsAround(text, two))).toBe(text);
    expect(putTogether(text, two, ['Hello.', '', 'Bye.'])).toBe('Hello. One holds. Two holds. Bye.\n');
  });
});
