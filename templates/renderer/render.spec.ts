import { describe, expect, it } from 'vitest';
import { atSending, knownFacts, said, templateSaying, textOf } from '../proofreading/message-builder.ts';
import { TemplateRefusal } from './refusal.ts';
import { render } from './render.ts';

function refusal(run: () => unknown): TemplateRefusal {
  try {
    run();
  } catch (error) {
    if (error instanceof TemplateRefusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a missing fact', () => {
  it('is a refusal that names its field', () => {
    expect(refusal(() => said('Hello {{customer.name}}', { customer: {} }))).toMatchObject({
      code: 'missing-fact',
      field: 'customer.name',
    });
    expect(refusal(() => said('{{date feedback.occurredAt}}', { feedback: {} }))).toMatchObject({ field: 'feedback.occurredAt' });
  });

  it('takes the fallback where the template gives one', () => {
    expect(textOf('Hello {{or customer.name "there"}}', { customer: {} })).toBe('Hello there');
    expect(textOf('{{#known seeAt}}See {{seeAt}}{{else}}Ask me{{/known}}.', { improvement: undefined })).toBe('Ask me.');
  });

  it('counts as missing when nothing of it can be seen', () => {
    expect(textOf('Hello {{or customer.name "there"}}', { customer: { name: '\u200b\u202e' } })).toBe('Hello there');
  });

  it('leaves out the option that would need it', () => {
    const body = '{{#oneOf}}{{#option}}{{number others}} asked.{{/option}}{{#option}}You asked.{{/option}}{{/oneOf}}';
    for (let seed = 0; seed < 20; seed++) expect(textOf(body, { others: undefined }, { seed: String(seed) })).toBe('You asked.');
  });

  it('is refused with the first option’s field when no option can be said', () => {
    const body = '{{#oneOf}}{{#option}}{{number others}} asked.{{/option}}{{/oneOf}}';
    expect(refusal(() => said(body, { others: undefined }))).toMatchObject({ code: 'missing-fact', field: 'others' });
  });
});

describe('a claim', () => {
  it('says the change and since when', () => {
    expect(textOf('{{#claim}}{{/claim}}')).toBe('Since 2 May every price includes tax.');
    expect(said('Hello. {{#claim}}{{/claim}}').claims).toEqual(['Since 2 May every price includes tax.']);
  });

  it.each([
    ['there is no improvement in hand', { improvement: undefined }],
    ['the improvement is only shipped', { improvement: { state: 'shipped', change: 'x', shippedAt: '2026-05-02T08:00:00Z' } }],
    ['it was taken back', { improvement: { state: 'retracted', change: 'x', shippedAt: '2026-05-02T08:00:00Z' } }],
    ['it ships later than this message', { improvement: { state: 'verified', change: 'x', shippedAt: '2026-07-02T08:00:00Z' } }],
    ['it shipped before they spoke', { feedback: { occurredAt: '2026-05-03T08:00:00Z' } }],
  ] as const)('is refused when %s', (_why, facts) => {
    expect(refusal(() => said('{{#claim}}It is so.{{/claim}}', facts))).toMatchObject({ code: 'claim-without-improvement' });
  });

  it('is refused in the subject as well', () => {
    expect(refusal(() => said('Hello', { improvement: undefined }, {}, '{{#claim}}{{/claim}}'))).toMatchObject({
      code: 'claim-without-improvement',
    });
  });

  it('cannot be made by reading the change elsewhere', () => {
    expect(refusal(() => said('{{change}}'))).toMatchObject({ code: 'template-problem' });
    expect(refusal(() => said('{{or customer.name change}}'))).toMatchObject({ code: 'template-problem' });
  });
});

describe('a decision', () => {
  const body = '{{#decision}}We decided against it: {{clause reason}}.{{/decision}}';
  it('is said where a decline is in hand', () => {
    expect(textOf(body, { improvement: undefined, decision: { reason: 'it would cost more than it helps.' } })).toBe(
      'We decided against it: it would cost more than it helps.',
    );
  });

  it('is refused elsewhere, and a claim is refused beside it', () => {
    expect(refusal(() => said(body))).toMatchObject({ code: 'decision-without-decline' });
    const declined = { improvement: undefined, decision: { reason: 'no' } };
    expect(refusal(() => said('{{#claim}}{{/claim}}', declined))).toMatchObject({ code: 'claim-without-improvement' });
    expect(refusal(() => said('x', { decision: { reason: 'no' } }))).toMatchObject({ code: 'wrong-facts' });
  });
});

describe('the language of a message', () => {
  const template = {
    name: 'two',
    variants: {
      en: { subject: 'Hello', body: 'English. {{#claim}}{{/claim}}', partials: {} },
      de: { subject: 'Hallo', body: 'Deutsch. {{#claim}}{{/claim}}', partials: {} },
    },
  };
  const inGerman = { ...atSending, locale: 'de_AT' };
  const bilingual = { ...knownFacts.improvement, change: { en: 'prices include tax', de: 'alle Preise enthalten die Steuer' } };

  it('is the customer’s own, also for a tag written another way', () => {
    const message = render(
      template,
      { ...knownFacts, improvement: { ...bilingual, state: 'verified', shippedAt: '2026-05-02T08:00:00Z' } },
      inGerman,
    );
    expect(message).toMatchObject({
      locale: 'de',
      subject: 'Hallo',
      text: 'Deutsch. Seit dem 2. Mai gilt: Alle Preise enthalten die Steuer.\n',
    });
    expect(message.html).toContain('<html lang="de" dir="ltr">');
  });

  it('is the fallback for the whole message when the change has no words in it', () => {
    expect(render(template, knownFacts, inGerman)).toMatchObject({
      locale: 'en',
      text: 'English. Since 2 May every price includes tax.\n',
    });
  });

  it('is the fallback when the template is not written in it, or when it is no language', () => {
    expect(render(template, knownFacts, { ...atSending, locale: 'fr-FR' }).locale).toBe('en');
    expect(render(template, knownFacts, { ...atSending, locale: 'not a tag' }).locale).toBe('en');
  });

  it('is refused when neither has words', () => {
    const only = {
      ...knownFacts,
      improvement: { state: 'verified' as const, change: { nl: 'met btw' }, shippedAt: '2026-05-02T08:00:00Z' },
    };
    expect(refusal(() => render(template, only, inGerman))).toMatchObject({ code: 'not-in-language', field: 'improvement.change' });
  });

  it('says a theme by the noun of that language, as its grammar has it', () => {
    const theme = (noun: object): Parameters<typeof said>[1] => ({ themes: [{ key: 'k', name: 'Name', noun: { en: noun } }] });
    expect(textOf('{{theme}}', theme({ plural: 'prices', singular: 'price' }))).toBe('prices');
    expect(textOf('{{theme}}', theme({ mass: 'delivery' }))).toBe('delivery');
    expect(textOf('{{theme}}', theme({ singular: 'app', article: 'the' }))).toBe('the app');
    expect(textOf('{{theme}}', theme({ singular: 'app' }))).toBe('the app');
    expect(textOf('{{theme "bare"}}', theme({ singular: 'app', article: 'the' }))).toBe('app');
    expect(textOf('{{theme "singular"}}', theme({ singular: 'app', article: 'the', plural: 'apps' }))).toBe('the app');
    expect(textOf('{{theme}}', { themes: [{ key: 'k', name: 'Delivery' }] })).toBe('Delivery');
    expect(
      textOf('{{theme}}', { themes: [...(knownFacts.themes ?? []), { key: 'k', name: 'x', noun: { en: { mass: 'delivery' } } }] }),
    ).toBe('prices and delivery');
  });
});

describe('their own words', () => {
  const body = '{{#quote}}You wrote {{quote}}.{{else}}You wrote about {{theme}}.{{/quote}}';
  it('stand in the message when the step allows it and the gate lets them through', () => {
    expect(textOf(body, {}, { quote: true })).toBe('You wrote “the price hides the tax”.');
    expect(said(body, {}, { quote: true }).contentFacts['feedback.quote']).toBe('the price hides the tax');
  });

  it('are paraphrased otherwise', () => {
    expect(textOf(body)).toBe('You wrote about prices.');
    expect(textOf('You wrote {{quote}}.')).toBe('You wrote prices.');
    expect(textOf(body, { feedback: { quote: 'call me on 0171 2345678', language: 'en' } }, { quote: true })).toBe(
      'You wrote about prices.',
    );
    expect(textOf(body, { feedback: { quote: 'the price hides the tax' } }, { quote: true })).toBe('You wrote about prices.');
    expect(said(body).usedFacts).not.toContain('feedback.quote');
  });

  it('are never in the subject', () => {
    expect(refusal(() => said('x', {}, { quote: true }, 'You wrote {{quote}}'))).toMatchObject({ code: 'template-problem' });
  });
});

describe('what was rendered', () => {
  it('names the facts used and keeps their values, instants as instants', () => {
    const message = said('Hello {{or customer.name "you"}}, {{ago feedback.occurredAt}}.{{#known others}} {{number others}}{{/known}}');
    expect(message.usedFacts).toEqual(['customer.name', 'feedback.occurredAt', 'others']);
    expect(message.contentFacts).toEqual({ 'customer.name': 'Ana', 'feedback.occurredAt': '2026-03-03T18:20:00Z', others: 12 });
  });

  it('keeps its content facts when only the day of sending changes', () => {
    const on = (now: string): ReturnType<typeof said> => said('{{ago feedback.occurredAt}}', {}, { now });
    expect(on('2026-06-01T09:00:00Z').text).not.toBe(on('2026-09-01T09:00:00Z').text);
    expect(on('2026-06-01T09:00:00Z').contentFacts).toEqual(on('2026-09-01T09:00:00Z').contentFacts);
  });

  it('never leaks a customer’s data through a refusal', () => {
    const secret = 'Zebulon-4711';
    const facts = { customer: { name: secret }, feedback: { text: secret, occurredAt: secret } };
    const refused = [refusal(() => said('{{customer.name}}', facts)), refusal(() => said('{{triple}}', { customer: { name: secret } }))];
    for (const one of refused) expect([one.message, one.words, one.field, one.stack].join(' ')).not.toContain(secret);
  });

  it('is refused for a zone that does not exist', () => {
    expect(refusal(() => said('x', {}, { zone: 'Mars/Olympus' }))).toMatchObject({ code: 'unknown-zone' });
  });

  it('has a footer apart, and a text that ends with it', () => {
    const message = render(templateSaying('Hello.\n\n{{> footer}}'), knownFacts, atSending);
    expect(message.footer).toMatch(/^You get this because/);
    expect(message.text.trimEnd().endsWith(message.footer ?? 'none')).toBe(true);
  });
});

it('words changed in place are read again', () => {
  const template = templateSaying('One.');
  expect(render(template, knownFacts, atSending).text).toBe('One.\n');
  const [variant] = Object.values(template.variants);
  if (variant) variant.body = 'Two.';
  expect(render(template, knownFacts, atSending).text).toBe('Two.\n');
});
