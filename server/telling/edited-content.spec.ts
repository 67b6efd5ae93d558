import { describe, expect, it, test } from 'vitest';
import { Refusal } from '../app/refusal.ts';
import { editedContent } from './edited-content.ts';
import type { ContentDoc, LockedDoc } from './message.schema.ts';

const CLAIM = 'Since 2 May 2026 every price includes tax.';
const FOOTER = 'You get this because of what you told us.\nStop these messages: https://answers.example/stop/abc';
const BEFORE = 'Hello Ana,';
const AFTER = 'You asked for that.\n\nSee it here: https://shop.example/prices\n\nMaya Lind';
const written = (before: string, after: string, claim = CLAIM, footer = FOOTER): string => `${before}\n\n${claim} ${after}\n\n${footer}\n`;

const content = (): ContentDoc & { locked: LockedDoc } => ({
  subject: 'About prices, as you asked',
  text: written(BEFORE, AFTER),
  html: `<!doctype html>\n<html lang="en"><head><title>About prices, as you asked</title></head>\n<body>\n<p>Hello Ana,</p>\n<p><small>${FOOTER}</small></p>\n</body>\n</html>\n`,
  locale: 'en',
  hash: 'h0',
  locked: { claims: [CLAIM], footer: FOOTER },
});
const AT = new Date('2026-05-21T10:00:00Z');
const MAYA = { id: 'm', name: 'Maya Lind' };
const edit = (text: string, subject?: string, from = content()) => editedContent(from, { text, subject }, MAYA, AT);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'taken';
};

describe('a message edited by hand', () => {
  it('says the new words, and keeps claim, links and last lines byte for byte', () => {
    const text = written('Dear Ana & Bo,', `Thank you for telling us <that>.\n\n${AFTER}`);
    const done = edit(text, 'Your point about prices');
    expect(done).toMatchObject({ text, subject: 'Your point about prices', edited: { by: 'Maya Lind', at: AT, claiming: [] } });
    expect(done.edited?.original).toEqual({ subject: content().subject, text: content().text, html: content().html, hash: 'h0' });
    expect(done.hash).not.toBe('h0');
    expect(done.html).toContain('<title>Your point about prices</title>');
    expect(done.html).toContain('<p>Dear Ana &amp; Bo,</p>');
    expect(done.html).toContain('&lt;that&gt;');
    expect(done.html).toContain('<a href="https://shop.example/prices">https://shop.example/prices</a>');
    expect(done.html).toContain(`<p><small>${FOOTER}</small></p>`);
  });

  it('has another hash for other words, and the first one again when it is edited back', () => {
    const [one, two] = [edit(written('Dear Ana,', AFTER)), edit(written('Good day Ana,', AFTER))];
    expect(one.hash).not.toBe(two.hash);
    const again = editedContent({ ...two, locked: content().locked }, { text: content().text }, MAYA, AT);
    expect(again).toEqual({ ...content(), edited: null });
  });

  it('edited twice remembers how it was first written', () => {
    const one = edit(written('Dear Ana,', AFTER));
    const two = editedContent({ ...one, locked: content().locked }, { text: written('Good day Ana,', AFTER) }, MAYA, AT);
    expect(two.edited?.original.text).toBe(content().text);
  });

  test.each<[string, string, string]>([
    ['its claim is changed', written(BEFORE, AFTER, 'Since 2 May 2026 all prices include tax.'), 'claim-locked'],
    ['its claim is left out', written(BEFORE, AFTER, ''), 'claim-locked'],
    ['its claim is run into other words', `${BEFORE}\n\nMaybe${CLAIM} ${AFTER}\n\n${FOOTER}\n`, 'claim-locked'],
    ['the way to stop is changed', written(BEFORE, AFTER, CLAIM, FOOTER.replace('abc', 'abd')), 'ending-locked'],
    ['the way to stop is left out', `${BEFORE}\n\n${CLAIM} ${AFTER}\n`, 'ending-locked'],
    ['something follows the last lines', `${written(BEFORE, AFTER)}\nOne more thing.`, 'ending-locked'],
    ['a link is changed', written(BEFORE, AFTER.replace('prices', 'price')), 'links-locked'],
    ['a link is left out', written(BEFORE, 'You asked for that.'), 'links-locked'],
    ['a link is added', written(BEFORE, `${AFTER}\nhttps://elsewhere.example`), 'links-locked'],
    ['it offers something', written(BEFORE, `Here is a 20 % off voucher.\n\n${AFTER}`), 'offer'],
  ])('is refused where %s', (_, text, code) => {
    expect(codeOf(() => edit(text))).toBe(code);
  });

  it('is refused without a subject, and with a link in it', () => {
    expect(codeOf(() => edit(content().text, ' \u200b '))).toBe('no-subject');
    expect(codeOf(() => edit(content().text, 'See https://shop.example/prices'))).toBe('links-locked');
  });

  it('names new words that say something changed beside the claim', () => {
    expect(edit(written(BEFORE, `The filter is fixed.\n\n${AFTER}`)).edited?.claiming).toEqual([
      '"fixed" says that something changed, outside the claim.',
    ]);
    expect(edit(written(BEFORE, `I am glad you wrote.\n\n${AFTER}`)).edited?.claiming).toEqual([]);
  });

  it('is freed of what cannot be seen, and of line ends of other systems', () => {
    const done = edit(written('Dear\u202e Ana,', AFTER).replaceAll('\n', '\r\n'));
    expect(done.text).toBe(written('Dear Ana,', AFTER));
  });
});
