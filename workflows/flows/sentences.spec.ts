import { describe, expect, test } from 'vitest';
import { flowWords } from '../../test/builders/flow-world.ts';
import { Flow } from '../terms/flow.ts';
import { sentences, story } from './sentences.ts';

const words = flowWords();
const entry = (settings: Record<string, unknown>): string[] =>
  sentences(Flow.parse({ name: 'F', entry: settings }), words)
    .filter(({ about }) => about === 'entry')
    .map(({ text }) => text);
const line = (about: string, flow: Record<string, unknown>, more = words): string | undefined =>
  sentences(Flow.parse({ name: 'F', ...flow }), more).find((one) => one.about === about)?.text;

describe('the entry', () => {
  test.each<[Record<string, unknown>, ...string[]]>([
    [{}, 'As soon as a customer says anything, confirmed by a person, said at most 30 days earlier and after publishing, start a loop.'],
    [
      { themes: ['pricing'], feelings: ['complaint'] },
      'As soon as a customer complains about pricing, confirmed by a person, said at most 30 days earlier and after publishing, start a loop.',
    ],
    [
      {
        themes: ['pricing', 'billing'],
        match: 'all',
        feelings: ['complaint', 'wish'],
        certainty: 'certified',
        maxAge: null,
        since: '2027-01-01T00:00:00Z',
      },
      'As soon as a customer complains or wishes for something about all of pricing, billing, confirmed by a person or certified at 95 %, said however long ago and since 1 January 2027, start a loop.',
    ],
    [
      {
        sources: ['app-store', 'survey'],
        brands: ['halden'],
        languages: ['en'],
        score: { kind: 'nps', from: 0, to: 6 },
        withoutText: true,
      },
      'As soon as a customer says anything in App Store, survey to Halden in English with NPS 0 to 6 without words, confirmed by a person, said at most 30 days earlier and after publishing, start a loop.',
    ],
    [
      { feelings: ['praise'], onlyIf: { field: 'customer.attributes.plan', is: ['pro', 'enterprise'] } },
      'As soon as a customer praises, confirmed by a person, said at most 30 days earlier and after publishing, start a loop, only for customers who are, at that moment, among those whose plan is one of pro, enterprise.',
    ],
    [
      { kind: 'taken-back' },
      'As soon as an improvement to any theme is taken back, start a loop for each customer told of it, also where it is unknown whether it arrived.',
    ],
    [
      { themes: [] },
      'As soon as a customer says anything about [choose a theme], confirmed by a person, said at most 30 days earlier and after publishing, start a loop.',
    ],
  ])('%j', (settings, ...said) => {
    expect(entry(settings)).toEqual(said);
  });

  test('what would make it too long stands in sentences of its own', () => {
    const themes = ['pricing', 'billing', 'delivery', 'app.faults', 'odd'];
    const onlyIf = { all: [{ field: 'customer.attributes.plan', is: ['pro'] }, { not: { field: 'feedback.score', from: 9 } }] };
    expect(entry({ themes, onlyIf, sources: ['survey'], languages: ['en', 'de-AT'], withoutText: false })).toEqual([
      'As soon as a customer says anything about any of 5 themes in survey in English, language de-AT with words of their own, confirmed by a person, said at most 30 days earlier and after publishing, start a loop.',
      'The themes: pricing, billing, delivery, app faults, “pricing, billing”.',
      "Only for customers who are, at that moment, among those whose plan is pro and not (for whom the feedback's score is 9 or more).",
    ]);
  });
});

test.each([
  [{}, 'More of the same from that customer within 90 days of the opening joins this loop.'],
  [
    { entry: { again: { per: 'customer-and-theme', within: 'PT36H' } } },
    'More of the same from that customer within 36 hours of the opening joins this loop.',
  ],
  [{ entry: { again: 'every' } }, 'Every such feedback starts its own loop.'],
])('again: %j', (flow, said) => {
  expect(line('again', flow)).toBe(said);
});

test.each([
  [{}, 'Everyone is told.'],
  [
    { holdback: { percent: 10, until: '2027-06-01' } },
    '1 in 10 customers, always the same ones, are not told until 1 June 2027, to compare.',
  ],
  [
    { holdback: { percent: 7.5, until: '2027-06-01' } },
    '7.5 % of customers, always the same ones, are not told until 1 June 2027, to compare.',
  ],
])('the comparison: %j', (flow, said) => {
  expect(line('comparison', flow)).toBe(said);
});

test.each([
  [
    {},
    "Messages leave 10 minutes after they are ready, 08–20 in the customer's time (Berlin where unknown), at most 1 a week from all of us, never to those who stopped them.",
  ],
  [
    { sendDelay: 'PT0S', quietHours: null, cap: null },
    'Messages leave as soon as they are ready, at any hour, however many from all of us, never to those who stopped them.',
  ],
  [
    { cap: { messages: 2, within: 'P10D' }, bundleWithin: 'P1D', zone: 'America/New_York', look: { first: 50, by: 'Maya' } },
    "Messages leave 10 minutes after they are ready, 08–20 in the customer's time (New York where unknown), at most 2 in 10 days from all of us, several within a day as one, never to those who stopped them, and the first 50 wait for a look by Maya.",
  ],
])('the house rules: %j', (rules, said) => {
  expect(line('house-rules', {}, flowWords({ houseRules: { ...words.houseRules, ...rules } }))).toBe(said);
});

test('a whole flow reads as a story, with what empty paths do', () => {
  const flow = Flow.parse({
    name: 'Pricing promises',
    brand: 'halden',
    entry: { themes: ['pricing'], feelings: ['complaint'] },
    steps: [
      {
        id: 'wait',
        kind: 'wait-for-improvement',
        config: { themes: 'same', atMost: 'P90D', countedFrom: 'spoke' },
        exits: {
          verified: [
            { id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email', as: 'Maya', quote: true } },
            { id: 'done', kind: 'close-loop', config: {} },
          ],
          'timed-out': [
            { id: 'sorry', kind: 'send-message', config: { template: 'have-not-managed', channel: 'email' }, exits: { withheld: [] } },
          ],
        },
      },
      { id: 'end', kind: 'stop', config: { reason: 'nothing changed in time' } },
    ],
  });
  expect(story(sentences(flow, words)).split('\n')).toEqual([
    'As soon as a customer complains about pricing, confirmed by a person, said at most 30 days earlier and after publishing, start a loop.',
    'More of the same from that customer within 90 days of the opening joins this loop.',
    'Everyone is told.',
    'Wait until an improvement to the theme that let them in that shipped after they spoke is verified for them, for at most 90 days counted from when they spoke.',
    '  ▸ verified',
    '    Send “You asked, we changed it” by email as Maya, Halden, in their language, else English, quoting them where allowed, trying for 14 days; only if the change still holds for them as it leaves.',
    '      ▸ sent: go on',
    '      ▸ withheld: end as not told',
    '    Whichever way, if the loop goes on:',
    '    Close the loop as told; if they were not told, end it as not told.',
    '  ▸ declined (we decided against it): go on',
    '  ▸ timed-out',
    '    Send “We have not managed it” by email as the usual sender, Halden, in their language, else English, trying for 14 days.',
    '      ▸ sent: go on',
    '      ▸ withheld: go on',
    'Whichever way, if the loop goes on:',
    'End here, unanswered, because nothing changed in time.',
    "Messages leave 10 minutes after they are ready, 08–20 in the customer's time (Berlin where unknown), at most 1 a week from all of us, never to those who stopped them.",
  ]);
});

test('a picker names its setting from the top of the flow', () => {
  const flow = Flow.parse({
    name: 'F',
    entry: { themes: ['pricing'] },
    steps: [
      {
        id: 'a',
        kind: 'check',
        config: { if: { field: 'feedback.score', from: 1 } },
        exits: { yes: [{ id: 'b', kind: 'wait', config: { for: 'P1W' } }] },
      },
    ],
  });
  const pickers = sentences(flow, words).flatMap(({ parts }) => parts.filter((part) => part.picker !== undefined));
  expect(pickers).toContainEqual({ picker: 'entry.themes.0', text: 'pricing' });
  expect(pickers).toContainEqual({ picker: 'steps.0.config.unknown', text: 'no' });
  expect(pickers).toContainEqual({ picker: 'steps.0.exits.yes.0.config.for', text: '7 days' });
});

test('a draft that is not complete asks for what is missing', () => {
  const flow = Flow.parse({
    name: 'F',
    steps: [
      { id: 'a', kind: 'send-message', config: { channel: 'pigeon' } },
      { id: 'b', kind: 'wait', config: {} },
      { id: 'c', kind: 'levitate', config: { by: '1 m' } },
    ],
  });
  expect(
    sentences(flow, words)
      .filter(({ about }) => about === 'step')
      .map(({ text }) => text),
  ).toEqual([
    'Send [choose a message] by [choose a channel] as the usual sender, in their language, else English, trying for 14 days.',
    'Wait [choose how long].',
    'A step of a kind not known here, “levitate”, with {"by":"1 m"}.',
  ]);
});
