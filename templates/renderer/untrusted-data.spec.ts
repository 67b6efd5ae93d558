import { describe, expect, it } from 'vitest';
import type { MessageFacts } from '../facts.ts';
import { atSending, knownFacts, said, templateSaying, textOf } from '../proofreading/message-builder.ts';
import { factPaths } from './fact-paths.ts';
import { render } from './render.ts';

const HOSTILE = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>](javascript:alert(1))[x](https://evil.example)`;

const hostile: MessageFacts = {
  customer: { name: HOSTILE.replaceAll('https://evil.example', 'evil') },
  feedback: { text: HOSTILE, occurredAt: '2026-03-03T18:20:00Z', where: HOSTILE },
  themes: [{ key: HOSTILE, name: HOSTILE, noun: { en: { singular: HOSTILE, article: HOSTILE } } }],
  improvement: {
    state: 'verified',
    change: HOSTILE,
    shippedAt: '2026-05-02T08:00:00Z',
    stillNot: HOSTILE,
    howChecked: HOSTILE,
    seeAt: 'https://a.example/"><script>',
  },
  owner: { name: HOSTILE, role: HOSTILE },
  sender: { brand: HOSTILE, address: HOSTILE },
  links: {
    choose: "https://a.example/'onmouseover=alert(1)//",
    stop: 'https://a.example/<b>',
    answers: [{ words: HOSTILE, url: 'https://a.example/"x' }],
  },
  promise: { planned: HOSTILE },
  correction: { toldAt: '2026-05-04T09:00:00Z', oldClaim: HOSTILE, whatIsTrue: HOSTILE, whom: HOSTILE, harm: HOSTILE, cause: HOSTILE },
  passedOn: { to: HOSTILE },
  notice: { team: HOSTILE, flow: HOSTILE, items: [HOSTILE, HOSTILE], link: 'https://a.example/"<' },
};

const says = (path: string): string => {
  const kind = factPaths.get(path);
  if (path === 'themes') return '{{theme}}';
  if (path === 'links.answers') return '{{answers}}';
  if (kind === 'lines') return `{{list ${path}}}`;
  if (kind === 'instant') return `{{#claim}}{{date ${path}}}{{/claim}}`;
  if (kind === 'number') return `{{number ${path}}}`;
  return path.startsWith('decision.')
    ? `{{#decision}}{{${path}}}{{/decision}}`
    : `{{#claim}}{{${path}}}{{/claim}}{{#known notice.team}}{{/known}}`;
};

const printable = [...factPaths]
  .filter(([path, kind]) => kind !== 'flag' && kind !== 'channel' && path !== 'feedback.quote')
  .map(([path]) => path);

describe('data from customers', () => {
  const withText = printable.filter(
    (path) =>
      !path.startsWith('decision.') &&
      !['feedback.score', 'others', 'notice.waiting', 'passedOn.at', 'promise.until', 'links.drop', 'feedback.language'].includes(path),
  );

  it.each(withText)('%s is text and nothing else in the HTML, wherever it is printed', (path) => {
    const { html } = render(
      templateSaying(`Words ${says(path)} words [here](https://a.example/ok) ${says(path)}`, 'About it'),
      hostile,
      atSending,
    );
    expect(html).not.toMatch(/<(?:script|img|b)\b/i);
    expect(
      html
        .match(/<[a-z/!][^>]*>/gi)
        ?.filter((tag) => !/^<(?:!doctype html|\/?(?:html|head|title|body|p|br|bdi|a)\b.*|meta [^<>]*)>$/i.test(tag)),
    ).toEqual([]);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\/a\.example\/[^"'<>]*$/);
    expect(html).not.toContain('href="https://evil');
  });

  it('the same goes for the reasons of a decision', () => {
    const declined = { ...hostile, improvement: undefined, decision: { reason: HOSTILE, whatWorks: HOSTILE } };
    const { html } = render(templateSaying('{{#decision}}{{reason}} {{whatWorks}}{{/decision}}'), declined, atSending);
    expect(html).not.toMatch(/<(?:script|img)\b|href=/i);
  });

  it('never become a link, a paragraph or a line of their own', () => {
    const name = 'Ana\r\n\r\nBcc: x\n[click](javascript:x)';
    expect(said('Hello {{customer.name}}, welcome.', { customer: { name } })).toMatchObject({
      text: 'Hello Ana Bcc: x [click](javascript:x), welcome.\n',
    });
    expect(said('Hello {{customer.name}}', { customer: { name } }).html).not.toContain('href');
  });

  it.each(['win at https://evil.example', 'www.evil.example', 'ana@evil.example', 'evil.example'])(
    'a name that is an address (%s) is not a name',
    (name) => {
      expect(textOf('Hello {{or customer.name "there"}}', { customer: { name } })).toBe('Hello there');
    },
  );

  it.each(['\r\nBcc: all@a.example', '\n\nbody', '\u2028x', '\u0085x', '\u000bx', '\0x'])(
    'cannot break out of the subject with %j',
    (tail) => {
      const { subject } = said('x', { owner: { name: `Maya${tail}` } }, {}, 'From {{owner.name}}');
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(subject.startsWith('From Maya')).toBe(true);
    },
  );

  it('lose control, bidirectional and zero-width characters in text, subject and HTML', () => {
    const name = 'A\u202en\u2066a\u200b\u200d\ufeff\u00ad\u0007 \u{e0041}B\ue000';
    const message = said('{{owner.name}}', { owner: { name } }, {}, '{{owner.name}}');
    expect(message.subject).toBe('Ana B');
    expect(message.text).toBe('Ana B\n');
    expect(message.html).toContain('<p>Ana B</p>');
  });

  it('written against the direction of the message is set apart and turns nothing around', () => {
    const message = said('Hello {{customer.name}}, you wrote.', { customer: { name: 'محمد' } });
    expect(message.text).toBe('Hello \u2068محمد\u2069, you wrote.\n');
    expect(message.html).toContain('Hello <bdi>محمد</bdi>, you wrote.');
  });

  it('in a message from right to left the page says so', () => {
    const template = { name: 'rtl', variants: { ar: { subject: 'مرحبا', body: 'مرحبا {{customer.name}}', partials: {} } } };
    const message = render(template, knownFacts, { ...atSending, locale: 'ar-EG', fallback: 'ar' });
    expect(message.html).toContain('<html lang="ar" dir="rtl">');
    expect(message.html).toContain('<bdi>Ana</bdi>');
  });

  it('cannot reach a prototype: facts with such names are refused', () => {
    const polluted = JSON.parse('{"customer":{"name":"Ana","__proto__":{"polluted":"yes"}}}') as MessageFacts;
    expect(() => render(templateSaying('{{customer.name}}'), polluted, atSending)).toThrow('wrong-facts');
    expect(() => render(templateSaying('x'), { constructor: 'x' } as unknown as MessageFacts, atSending)).toThrow('wrong-facts');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('links only to http and https', () => {
    expect(() =>
      said('{{seeAt}}', {
        improvement: {
          ...knownFacts.improvement,
          state: 'verified',
          change: 'x',
          shippedAt: '2026-05-02T08:00:00Z',
          seeAt: 'javascript:alert(1)',
        },
      }),
    ).toThrow('wrong-facts');
    expect(said('[x](javascript:alert(1)) [y](data:text/html,x)').html).not.toContain('href');
  });
});

describe('the HTML', () => {
  it('is near-text: no images, no styles, no scripts, nothing loaded from elsewhere', () => {
    const { html } = said('Hello {{customer.name}}.\n\n{{> footer}}');
    expect(html).not.toMatch(/<(?:img|script|style|link|iframe)|src=|style=|url\(/i);
  });

  it('makes links of bare addresses and of words with an address', () => {
    const { html, text } = said('See https://a.example/x?a=1&b=2, or [here]({{seeAt}}).');
    expect(html).toContain(
      '<a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>, or <a href="https://a.example/pro">here</a>.',
    );
    expect(text).toBe('See https://a.example/x?a=1&b=2, or here: https://a.example/pro.\n');
  });

  it('shows a template’s own angle brackets as they are written', () => {
    expect(said('1 < 2 & <b>x</b>').html).toContain('<p>1 &lt; 2 &amp; &lt;b&gt;x&lt;/b&gt;</p>');
  });
});
