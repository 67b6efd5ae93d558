import { describe, expect, it } from 'vitest';
import { knownFacts, atSending } from '../proofreading/message-builder.ts';
import { editedWords, inspect, inspectTemplate } from './inspect.ts';

const footer = '\n\n{{> footer}}';
const found = (body: string, subject = 'About it'): { rule: string; line: number; blocks: boolean; part: string }[] =>
  inspect({ subject, body: body + footer }).problems.map(({ rule, line, blocks, part }) => ({ rule, line, blocks, part }));

describe('reading a template without rendering it', () => {
  it('says what it claims, decides and promises, and which facts it needs', () => {
    const body =
      '{{#claim}}{{/claim}} {{#known others}}{{number others}}{{/known}} {{or customer.name "you"}} {{#promise}}I write again.{{/promise}}';
    expect(inspect({ subject: 'About {{theme}}', body: body + footer })).toEqual({
      claims: true,
      decides: false,
      corrects: false,
      promises: 'to-return',
      answers: null,
      facts: [
        'customer.name',
        'feedback.occurredAt',
        'feedback.where',
        'improvement.change',
        'improvement.shippedAt',
        'links.choose',
        'links.stop',
        'others',
        'sender.address',
        'sender.brand',
        'themes',
      ],
      optional: ['customer.name', 'feedback.occurredAt', 'feedback.where', 'others', 'sender.address', 'sender.brand'],
      problems: [],
    });
  });

  it('sees a decision, and takes a plain body as well', () => {
    expect(inspect('{{#decision}}{{reason}}{{/decision}}' + footer)).toMatchObject({
      decides: true,
      claims: false,
      promises: null,
      problems: [],
    });
  });

  it('sees that it takes back what was told, unless it claims what holds now', () => {
    const wrong = '{{clause whatIsTrue}}.';
    expect(inspect(wrong + footer)).toMatchObject({ corrects: true, claims: false });
    expect(inspect(`${wrong} {{#claim}}{{/claim}}${footer}`)).toMatchObject({ corrects: false, claims: true });
    expect(inspect(`{{#known toldAt}}{{date toldAt}}{{/known}}${footer}`)).toMatchObject({ corrects: false });
  });

  it('sees whether it shows answers to press in every message, or where there are some', () => {
    expect(inspect(`{{answers}}${footer}`)).toMatchObject({ answers: 'always' });
    expect(inspect(`{{#known links.answers}}{{answers}}{{/known}}${footer}`)).toMatchObject({ answers: 'where-given' });
  });

  it('counts a fact as needed when every way to say it needs it', () => {
    const both = '{{#oneOf}}{{#option}}{{owner.name}}{{/option}}{{#option}}{{owner.name}}, {{owner.role}}{{/option}}{{/oneOf}}';
    expect(inspect(both + footer)).toMatchObject({ optional: expect.not.arrayContaining(['owner.name']) as string[] });
    expect(inspect(both + footer).optional).toContain('owner.role');
  });

  it('reads all languages of a template together, and each problem names its language', () => {
    const variant = (body: string): { subject: string; body: string; partials: Record<string, string> } => ({
      subject: 'x',
      body,
      partials: { footer: '{{links.stop}}' },
    });
    const both = { name: 'two', variants: { en: variant('{{#claim}}{{/claim}}{{> footer}}'), de: variant('Toll!{{> footer}}') } };
    expect(inspectTemplate(both)).toMatchObject({ claims: true, problems: [{ rule: 'exclamation-mark', locale: 'de' }] });
  });
});

describe('the words of a template', () => {
  it.each([
    'It is fixed.',
    'You can now pay.',
    'It no longer happens.',
    'The price has changed.',
    'Der Fehler ist behoben.',
    'Das geht jetzt.',
  ])('“%s” claims outside the claim: a warning', (words) => {
    expect(found(`Hello.\n\n${words}`)).toContainEqual({ rule: 'claiming-words', line: 3, blocks: false, part: 'body' });
    expect(found(`{{#claim}}${words} {{change}}{{/claim}}`)).toEqual([]);
  });

  it('“nothing has changed” claims nothing', () => {
    expect(found('Nothing has changed so far.')).toEqual([]);
  });

  it.each([
    'Get 20 % off.',
    'Use this voucher.',
    'Upgrade to Pro.',
    'Buy now.',
    'Jetzt kaufen.',
    'Ein Gutschein für Sie.',
    'A special offer.',
  ])('“%s” offers something: blocked', (words) => {
    expect(found(words)).toContainEqual({ rule: 'offer', line: 1, blocks: true, part: 'body' });
  });

  it.each([
    'https://shop.a.example/bikes',
    'https://a.example/upgrade',
    '[here](https://a.example/store/x)',
    'https://a.example/en/checkout?x=1',
  ])('%s leads to a shop: blocked', (link) => {
    expect(found(`See ${link} for it`)).toContainEqual({ rule: 'shop-link', line: 1, blocks: true, part: 'body' });
  });

  it('an offer in the subject or in a fallback is found as well', () => {
    expect(found('x', 'A discount')).toContainEqual({ rule: 'offer', line: 1, blocks: true, part: 'subject' });
    expect(found('{{or customer.name "voucher"}}')).toContainEqual({ rule: 'offer', line: 1, blocks: true, part: 'body' });
  });

  it('theme, change and seeAt may speak of prices and plans', () => {
    expect(found('About {{theme}}: {{#claim}}{{/claim}} See {{seeAt}}, or the [notes](https://a.example/changes).')).toEqual([]);
  });

  it.each([
    'We value your feedback.',
    'Dear valued customer.',
    'We are excited.',
    'Rest assured.',
    'Sorry for the inconvenience.',
    'We listened.',
    'Ihr Feedback ist uns wichtig.',
  ])('“%s” is canned', (words) => {
    expect(found(words).map(({ rule }) => rule)).toEqual(['canned-phrase']);
  });

  it('an exclamation mark is one too many', () => {
    expect(found('Thank you!')).toEqual([{ rule: 'exclamation-mark', line: 1, blocks: false, part: 'body' }]);
  });
});

describe('a template is held back', () => {
  it('when it lacks the footer, unless it is a notice to the team', () => {
    expect(inspect('Hello.').problems).toMatchObject([{ rule: 'no-footer', blocks: true }]);
    expect(inspect('{{notice.team}}: {{feedback.text}}').problems).toEqual([]);
  });

  it('when its claim does not say the change, or its decision not the reason', () => {
    expect(found('{{#claim}}All is well.{{/claim}}')).toContainEqual({ rule: 'claim-without-change', line: 1, blocks: true, part: 'body' });
    expect(found('{{#decision}}No.{{/decision}}')).toContainEqual({ rule: 'decision-without-reason', line: 1, blocks: true, part: 'body' });
  });

  it('when their words stand in the subject', () => {
    expect(found('x', 'You said {{quote}}')).toContainEqual({ rule: 'quote-in-subject', line: 1, blocks: true, part: 'subject' });
  });

  it('when a sample cannot be rendered, and warned about when one is too long', () => {
    const sample = { ...atSending, name: 'mine', quote: false, facts: knownFacts };
    expect(inspect(`{{promise.until}}${footer}`, { samples: [sample] }).problems).toMatchObject([{ rule: 'wrong-kind' }]);
    expect(inspect(`{{date promise.until}}${footer}`, { samples: [sample] }).problems).toMatchObject([
      { rule: 'sample-refused', blocks: true },
    ]);
    expect(inspect(`${'word '.repeat(111)}${footer}`, { samples: [sample] }).problems).toMatchObject([{ rule: 'too-long', blocks: false }]);
    expect(inspect(`${'word '.repeat(109)}${footer}`, { samples: [sample] }).problems).toEqual([]);
  });

  it('with the line the problem stands on, also below blocks on lines of their own', () => {
    expect(found('Hello.\n\n{{#known customer.name}}\nIt is fixed.\n{{/known}}\n\n{{nowhere}}')).toEqual([
      { rule: 'unknown-fact', line: 7, blocks: true, part: 'body' },
      { rule: 'claiming-words', line: 4, blocks: false, part: 'body' },
    ]);
  });
});

it('a message edited by hand is read again, its claims set aside', () => {
  const text = 'Hello. Since 2 May it is fixed. You can now pay by invoice.';
  expect(editedWords(text, ['Since 2 May it is fixed.']).map(({ rule }) => rule)).toEqual(['claiming-words']);
  expect(editedWords('Since 2 May it is fixed.', ['Since 2 May it is fixed.'])).toEqual([]);
});
