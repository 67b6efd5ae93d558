import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteGate, type QuoteContext, type QuoteProblem } from './quote.ts';

const english: QuoteContext = { language: 'en', into: 'en-GB' };
const german: QuoteContext = { language: 'de-DE', into: 'de' };
const verdict = (candidate: string, context: QuoteContext = english): string => {
  const found = quoteGate(candidate, context);
  return 'quote' in found ? found.quote : found.problem;
};

describe('the quote gate lets through', () => {
  it.each([
    ['the price on the page never includes the tax', english],
    ['I paid 20 € more than the page said', english],
    ['version 4.2 loses my list', english],
    ["it doesn't save my list", english],
    ['the mechanic was courteous', english],
    ['parcel transport takes 14 days', english],
    ['die Preise stehen ohne Steuer da', german],
    ['der Versand war wunderbar schnell', german],
  ])('“%s”', (words, context) => {
    expect(verdict(words, context)).toBe(words);
  });

  it('a clause with its last punctuation and hidden characters taken off', () => {
    expect(verdict('the price\u200b hides\u202e the tax!')).toBe('the price hides the tax');
  });

  it('a whole clause of what they wrote', () => {
    expect(verdict('the price hides the tax', { ...english, text: 'I like the bikes; the price hides the tax. Best' })).toBe(
      'the price hides the tax',
    );
  });
});

describe('the quote gate keeps out', () => {
  const cases: [string, QuoteProblem, QuoteContext?][] = [
    ['', 'nothing-to-quote'],
    ['?!', 'nothing-to-quote'],
    ['one two ten cats and dogs went to the sea to look for the old boat there', 'too-long'],
    ['the app crashes, my list is gone', 'not-one-clause'],
    ['I like it but it is slow', 'not-one-clause'],
    ['It is slow. It is late', 'not-one-clause'],
    ['it is 😡 slow', 'odd-characters'],
    ['see a/b for more', 'odd-characters'],
    ['it is s h i t here', 'odd-characters'],
    ['call me on 0171 2345678', 'personal-data'],
    ['order 48213 is late', 'personal-data'],
    ['order AB12 is late', 'personal-data'],
    ['my house number is ４２１７', 'personal-data'],
    ['ring zero one seven one two', 'personal-data'],
    ['write to ana at example dot org please', 'personal-data'],
    ['Maya was very kind', 'personal-data'],
    ['your colleague Rasmus was rude', 'personal-data'],
    ['Mr Lind was rude', 'personal-data'],
    ['I live in Baker Street', 'personal-data'],
    ['the parcel went to the wrong street', 'personal-data'],
    ['Frau Lind war unfreundlich', 'personal-data', german],
    ['ich wohne in der Hauptstraße', 'personal-data', german],
    ['das war der Kollege Rasmus Holm', 'personal-data', german],
    ['this is a fucking joke', 'not-for-print'],
    ['I will call my lawyer', 'not-for-print'],
    ['I waited in pain after my surgery', 'not-for-print'],
    ['they treat muslims badly', 'not-for-print'],
    ['das ist ein Saftladen', 'not-for-print', german],
    ['mein Anwalt meldet sich', 'not-for-print', german],
    ['ich bin schwanger', 'not-for-print', german],
    ['le prix est trop haut', 'other-language', { language: 'fr', into: 'fr' }],
    ['the price hides the tax', 'other-language', { language: 'en', into: 'de' }],
    ['the price hides the tax', 'other-language', { language: undefined, into: 'en' }],
  ];
  it.each(cases)('“%s” as %s', (words, problem, context = english) => {
    expect(verdict(words, context)).toBe(problem);
  });

  it('names it was told', () => {
    expect(verdict('rasmus was slow', { ...english, names: ['Rasmus Holm'] })).toBe('personal-data');
  });

  it.each([
    ['the price hides the tax', 'I would never say the price hides the tax.'],
    ['the price hides the tax', 'It is not true that the price hides the tax.'],
    ['the price hides the tax', 'Nobody told me: the price hides the tax.'],
    ['the price hides the tax', 'the price hides the tax on Mondays.'],
    ['the price hides the tax', 'If so, the price hides the tax, I guess.'],
    ['the price hides the tax', 'I wrote something else.'],
  ])('“%s” cut from “%s”', (words, text) => {
    expect(verdict(words, { ...english, text })).toBe('cut-from-its-sentence');
  });
});

describe('however it is written, no', () => {
  const digits = (least: number, most: number): fc.Arbitrary<string> =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''));
  const separators = fc.constantFrom('', ' ', '-', '.', '/', '  ', ' - ', '\u00a0', '\u200b');
  const spaced = (figures: string, separator: string, every: number): string =>
    (figures.match(new RegExp(`.{1,${String(every)}}`, 'g')) ?? []).join(separator);
  const around = fc.constantFrom(
    ['', ''],
    ['my number is ', ''],
    ['you can reach me on ', ' today'],
    ['meine Nummer ist ', ''],
    ['', ' is mine'],
  );
  const scripts = fc.constantFrom(0x30, 0xff10, 0x660, 0x966);
  const inScript = (text: string, zero: number): string => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  const either = fc.constantFrom(english, german);
  const kept = (text: string, context: QuoteContext): boolean => 'problem' in quoteGate(text, context);

  it('phone number passes', () => {
    const phones = fc.tuple(
      fc.constantFrom('', '+', '00', '(0) '),
      digits(6, 13),
      separators,
      fc.integer({ min: 1, max: 5 }),
      scripts,
      around,
      either,
    );
    fc.assert(
      fc.property(phones, ([prefix, figures, separator, every, zero, [before = '', after = ''], context]) =>
        kept(`${before}${prefix}${inScript(spaced(figures, separator, every), zero)}${after}`, context),
      ),
      { numRuns: 2_000 },
    );
  });

  it('card number passes', () => {
    fc.assert(
      fc.property(
        fc.tuple(digits(13, 19), separators, scripts, around, either),
        ([figures, separator, zero, [before = '', after = ''], context]) =>
          kept(`${before}${inScript(spaced(figures, separator, 4), zero)}${after}`, context),
      ),
      { numRuns: 1_000 },
    );
  });

  it('IBAN passes', () => {
    const country = fc.constantFrom('DE', 'NO', 'gb', 'ES', 'mt');
    const bank = fc.stringMatching(/^[A-Z0-9]{4}$/);
    fc.assert(
      fc.property(
        fc.tuple(country, digits(2, 2), bank, digits(7, 18), separators, around, either),
        ([land, check, name, figures, separator, [before = '', after = ''], context]) =>
          kept(`${before}${spaced(`${land}${check}${name}${figures}`, separator, 4)}${after}`, context),
      ),
      { numRuns: 1_000 },
    );
  });

  it('email address passes', () => {
    fc.assert(
      fc.property(fc.tuple(fc.emailAddress(), around, either), ([address, [before = '', after = ''], context]) =>
        kept(`${before}${address}${after}`, context),
      ),
      { numRuns: 2_000 },
    );
    const spelled = fc.tuple(
      fc.emailAddress(),
      fc.constantFrom(' at ', ' (at) ', ' [at] ', '＠', ' ät '),
      fc.constantFrom(' dot ', ' punkt ', '[dot]'),
    );
    fc.assert(
      fc.property(spelled, ([address, at, dot]) => kept(address.replace('@', at).replaceAll('.', dot), english)),
      { numRuns: 2_000 },
    );
  });

  it('quote is longer than fifteen words or holds anything but plain words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), either, (text, context) => {
        const found = quoteGate(text, context);
        if (!('quote' in found)) return true;
        return found.quote.split(' ').length <= 15 && !/[^\p{L}\p{M}\p{N} '’%€$£.,-]/u.test(found.quote);
      }),
      { numRuns: 3_000 },
    );
  });
});
