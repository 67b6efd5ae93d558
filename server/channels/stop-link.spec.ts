import { describe, expect, it } from 'vitest';
import { StopLinks } from './stop-link.ts';

const links = new StopLinks('secret', 'https://a.example');
const KEY = 'ab'.repeat(32);

describe('a link that stops mail', () => {
  it('names its message and nobody, and is read by nobody else’s secret', () => {
    const token = links.token(KEY);
    expect(links.read(token)).toBe(KEY);
    expect(new StopLinks('other', '').read(token)).toBeNull();
    expect(links.url(KEY)).toBe(`https://a.example/u/${token}`);
  });

  it('with one letter changed, cut, or made longer is none', () => {
    const token = links.token(KEY);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(links.read(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    for (const wrong of ['', token.slice(0, -1), `${token}A`, `${token}=`, 'A'.repeat(token.length)]) expect(links.read(wrong)).toBeNull();
  });

  it('works with one click over https only', () => {
    expect(links.oneClick).toBe(true);
    expect(new StopLinks('s', 'http://localhost:3000').oneClick).toBe(false);
  });
});
