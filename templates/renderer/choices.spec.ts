import { describe, expect, it } from 'vitest';
import { loadTemplates } from '../loading/load.ts';
import { said } from '../proofreading/message-builder.ts';
import { render } from './render.ts';

const seeds = Array.from({ length: 60 }, (_none, index) => `customer ${String(index)}`);
const greetings = '{{#oneOf}}{{#option}}Hello.{{/option}}{{#option}}Good day.{{/option}}{{#option}}Dear you.{{/option}}{{/oneOf}}';
const order =
  '{{#facts}}{{#fact}}One.{{/fact}}{{#fact}}Two.{{/fact}}{{#fact lead=false}}Three.{{/fact}}{{#fact lead=false maybe=true}}Four.{{/fact}}{{/facts}}';

describe('which words are chosen', () => {
  it('is the same for the same seed, and differs across seeds', () => {
    const texts = seeds.map((seed) => said(greetings, {}, { seed }).text);
    expect(seeds.map((seed) => said(greetings, {}, { seed }).text)).toEqual(texts);
    expect(new Set(texts)).toEqual(new Set(['Hello.\n', 'Good day.\n', 'Dear you.\n']));
  });

  it('is the same in text and HTML', () => {
    for (const seed of seeds) {
      const { text, html } = said(greetings, {}, { seed });
      expect(html).toContain(text.trim());
    }
  });

  it('leaves out what the customer has had before, and starts again with the oldest when all were had', () => {
    const had: string[] = [];
    const texts = seeds.slice(0, 6).map(() => {
      const { text, choices } = said(greetings, {}, { seed: 'same', had: [...had] });
      had.push(...choices);
      return text;
    });
    expect(new Set(texts.slice(0, 3)).size).toBe(3);
    expect(texts.slice(3)).toEqual(texts.slice(0, 3));
  });

  it('remembers a phrase by its words, not by its place', () => {
    const [choice] = said(greetings, {}, { seed: 'x' }).choices;
    const { text } = said(`First. ${greetings}`, {}, { seed: 'x', had: choice === undefined ? [] : [choice] });
    expect(text).not.toContain(said(greetings, {}, { seed: 'x' }).text.trim());
  });
});

describe('which fact leads', () => {
  it('differs across seeds; the others follow in their order; only some may lead or be left out', () => {
    const texts = new Set(seeds.map((seed) => said(order, {}, { seed }).text.trim()));
    expect(texts).toEqual(new Set(['One. Two. Three. Four.', 'Two. One. Three. Four.', 'One. Two. Three.', 'Two. One. Three.']));
  });

  it('is never a fact that is not known', () => {
    const body = '{{#facts}}{{#fact}}{{number others}} others.{{/fact}}{{#fact}}You.{{/fact}}{{/facts}}';
    for (const seed of seeds) expect(said(body, { others: undefined }, { seed }).text).toBe('You.\n');
  });
});

it('the shipped message about a change comes in many plans', () => {
  const shipped = loadTemplates().get('you-asked-we-changed');
  const [sample] = shipped?.samples ?? [];
  if (shipped === undefined || sample === undefined) throw new Error('it is not shipped');
  const texts = seeds.map((seed) => render(shipped.template, sample.facts, { ...sample, seed }).text);
  expect(new Set(texts).size).toBeGreaterThan(45);
});
