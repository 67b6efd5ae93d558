import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { flowWords } from '../../test/builders/flow-world.ts';
import { defineKind } from './kind.ts';
import { KindRefused, allKinds, findKind, registerKind } from './kinds.ts';
import { textOf } from './words/sentence.ts';
import { say, pick } from './words/sentence.ts';

const words = { ...flowWords(), zone: 'Europe/Berlin', brand: undefined };
const said = (kind: string, config: unknown): string | undefined => findKind(kind)?.sentence(config, words).map(textOf).join(' ');

const DAY = 86_400_000;
const themes = ['pricing', 'billing', 'delivery', 'app.faults', 'odd', 'odder', 'seventh'];
const ninths = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((key, at) => ({ key, percent: at === 0 ? 20 : 10 }));

describe('a step reads as its sentence and lowers to what the engine reads', () => {
  test.each<[string, Record<string, unknown>, string, Record<string, unknown>]>([
    [
      'wait-for-improvement',
      {},
      'Wait until an improvement to the theme that let them in that shipped after they spoke is verified for them, for at most 90 days counted from here.',
      { themes: 'same', atMostMs: 90 * DAY, countedFrom: 'here' },
    ],
    [
      'wait-for-improvement',
      { themes: ['pricing', 'billing'], atMost: null, countedFrom: 'spoke' },
      'Wait until an improvement to any of pricing, billing that shipped after they spoke is verified for them, however long it takes.',
      { themes: ['pricing', 'billing'], atMostMs: null, countedFrom: 'here' },
    ],
    [
      'wait-for-improvement',
      { themes },
      'Wait until an improvement to any of 7 themes that shipped after they spoke is verified for them, for at most 90 days counted from here. ' +
        'The themes waited for: pricing, billing, delivery, app faults, “pricing, billing”, “any of “these”””, “seventh” (unknown).',
      { themes, atMostMs: 90 * DAY, countedFrom: 'here' },
    ],
    ['wait', { for: 'P1W' }, 'Wait 7 days.', { rule: { forMs: 7 * DAY } }],
    [
      'wait',
      { until: { weekday: 2, time: '09:00' } },
      "Wait until the next Tuesday 09:00 in the customer's time (Berlin where unknown), today if still ahead.",
      { rule: { weekday: 2, time: '09:00' } },
    ],
    [
      'check',
      { if: { field: 'customer.attributes.plan', is: ['pro'] } },
      'Check now whether their plan is pro; not known counts as no.',
      { if: { field: 'customer.attributes.plan', is: ['pro'] }, unknown: 'no' },
    ],
    [
      'split',
      { shares: ninths.slice(0, 3).map((one, at) => ({ ...one, percent: at === 0 ? 50 : 25 })) },
      'Put 50 % of customers on A, 25 % on B and 25 % on C, for good.',
      {
        shares: [
          { key: 'A', percent: 50 },
          { key: 'B', percent: 25 },
          { key: 'C', percent: 25 },
        ],
      },
    ],
    [
      'split',
      { shares: ninths },
      'Put each customer, for good, on one of these: 20 % A, 10 % B, 10 % C, 10 % D, 10 % E, 10 % F, 10 % G, 10 % H, 10 % I.',
      { shares: ninths },
    ],
    [
      'send-message',
      { template: 'not-forgotten', channel: 'email' },
      'Send “Not forgotten” by email as the usual sender, in their language, else English, trying for 14 days.',
      { template: 'not-forgotten', channel: 'email', as: null, fallback: 'en', quote: false, tryForMs: 14 * DAY },
    ],
    [
      'call-webhook',
      { connection: 'crm' },
      'Call CRM with theme, customer number, trying for 1 hour.',
      { connection: 'crm', fields: ['feedback.themes', 'customer.externalId'], tryForMs: 3_600_000, keepAs: null },
    ],
    [
      'call-webhook',
      { connection: 'crm', fields: [], tryFor: 'PT90S', keepAs: 'ticket' },
      'Call CRM with nothing but its number, trying for 90 seconds, and keep its answer as ticket.',
      { connection: 'crm', fields: [], tryForMs: 90_000, keepAs: 'ticket' },
    ],
    [
      'notify-team',
      { team: 'billing', text: 'Plan it or decline it', withWords: true, when: 'daily', goOn: 'delivered' },
      'Tell #billing “Plan it or decline it” with their words, together once a day; go on when delivered.',
      { team: 'billing', text: 'Plan it or decline it', withWords: true, when: 'daily', goOn: 'delivered' },
    ],
    [
      'notify-team',
      { team: 'app', text: 'Look' },
      'Tell App team “Look” without their words, each at once; go on at once.',
      { team: 'app', text: 'Look', withWords: false, when: 'each', goOn: 'now' },
    ],
    [
      'ask-approval',
      { approver: { person: 'maya' }, standIn: { person: 'tom' }, notAuthor: true },
      'Ask Maya, or Tom after 1 day, to approve the next message for each customer, not its author, for at most 3 days; unanswered is not sent.',
      {
        approver: { person: 'maya' },
        standIn: { who: { person: 'tom' }, afterMs: DAY },
        covers: 'each',
        notAuthor: true,
        atMostMs: 3 * DAY,
      },
    ],
    [
      'ask-approval',
      { approver: { team: 'app' }, covers: 'one-text', atMost: 'PT2H' },
      'Ask App team to approve one text for all of them, for at most 2 hours; unanswered is not sent.',
      { approver: { team: 'app' }, standIn: null, covers: 'one-text', notAuthor: false, atMostMs: 7_200_000 },
    ],
    [
      'wait-for-reply',
      { to: 'it-is-fixed', reader: { person: 'maya' } },
      'Wait for their answer to “It is fixed”, for at most 14 days; the link they press decides, Maya reads the rest within 1 working day.',
      { to: 'it-is-fixed', reader: { person: 'maya' }, readIn: 1, atMostMs: 14 * DAY },
    ],
    [
      'ask-question',
      { template: 'have-not-managed', channel: 'email', answers: ['Price', 'Delivery'] },
      'Ask the customer “We have not managed it” by email as the usual sender, in their language, else English, unless asked or known within 180 days, for at most 14 days. The answers: “Price”, “Delivery”.',
      {
        template: 'have-not-managed',
        channel: 'email',
        as: null,
        fallback: 'en',
        quote: false,
        answers: ['Price', 'Delivery'],
        unlessWithinMs: 180 * DAY,
        atMostMs: 14 * DAY,
        tryForMs: 14 * DAY,
      },
    ],
    [
      'wait-for-feedback',
      { score: 'nps', sources: ['survey'], themes: ['delivery'] },
      'Wait for their next NPS in survey about delivery, for at most 60 days, against the score that opened this loop: better is by 1 or more. Where no such score opened it, 9 or more is better.',
      { score: 'nps', sources: ['survey'], themes: ['delivery'], atMostMs: 60 * DAY, by: 1, without: 9 },
    ],
    [
      'set-attribute',
      { key: 'main thing', value: 'price', replace: false },
      'Note on the customer that “main thing” is “price”, unless there is something.',
      { on: 'customer', key: 'main thing', value: 'price', replace: false },
    ],
    [
      'assign',
      { owner: { team: 'app' }, text: 'Put this one right' },
      'Give App team the task “Put this one right”, due in 2 working days, and go on.',
      { owner: { team: 'app' }, text: 'Put this one right', dueIn: 2, atMostMs: null },
    ],
    [
      'assign',
      { owner: { person: 'bill' }, text: 'Call them', dueIn: 1, goOn: 'done' },
      'Give “#billing” (person bill) the task “Call them”, due in 1 working day, and wait for it, for at most 5 days.',
      { owner: { person: 'bill' }, text: 'Call them', dueIn: 1, atMostMs: 5 * DAY },
    ],
    ['close-loop', {}, 'Close the loop as told; if they were not told, end it as not told.', { as: 'told' }],
    [
      'close-loop',
      { as: 'answered-by-a-person' },
      'Close the loop as answered by a person; if they were not told, end it as not told.',
      { as: 'answered-by-a-person' },
    ],
    [
      'stop',
      { reason: 'nothing changed in time' },
      'End here, unanswered, because nothing changed in time.',
      { reason: 'nothing changed in time' },
    ],
  ])('%s %j', (kind, config, sentence, lowered) => {
    expect(said(kind, config)).toBe(sentence);
    expect(findKind(kind)?.lower(config)).toEqual(lowered);
  });
});

test('every kind can be told apart from its settings schema, and its settings have names for people', () => {
  for (const { kind, config } of allKinds()) {
    const schema = z.toJSONSchema(config, { io: 'input' });
    expect(Object.keys(schema.properties ?? {}).length, kind).toBeGreaterThan(0);
    for (const [name, setting] of Object.entries(schema.properties ?? {})) expect(setting, `${kind} ${name}`).toHaveProperty('title');
  }
});

describe('a custom kind', () => {
  const fly = (over: Partial<Parameters<typeof defineKind>[0]> = {}) =>
    defineKind({
      kind: 'fly',
      version: 1,
      title: 'Fly',
      group: 'tell',
      config: z.strictObject({ height: z.number(), far: z.boolean() }),
      exits: () => [],
      sentence: ({ height, far }) => [say`Fly ${pick('height', String(height), 'how high')}${far === true && ' and far'}.`],
      lower: (settings) => ({ ...settings }),
      examples: [
        { height: 1, far: false },
        { height: 2, far: true },
      ],
      ...over,
    });

  test('is refused when its sentence does not change with a setting', () => {
    const silent = fly({ sentence: ({ height }) => [say`Fly ${String(height)}.`] });
    expect(() => {
      registerKind(silent);
    }).toThrow(new KindRefused('The step kind “fly” is refused: its sentence does not change with the setting “far”.'));
    expect(findKind('fly')).toBeUndefined();
  });

  test.each<[Parameters<typeof fly>[0], string]>([
    [
      {
        examples: [
          { height: 1, far: false },
          { height: 2, far: false },
        ],
      },
      'its examples do not vary the setting “far”',
    ],
    [{ examples: [{ height: 'high' }, { height: 2, far: true }] }, 'its schema does not accept its example {"height":"high"}'],
    [{ kind: 'Fly High' }, 'its name may have small letters, digits and dashes'],
    [{ kind: 'stop' }, 'there is a kind of this name already'],
    [
      { sentence: ({ height, far }) => [say`${'Fly '.repeat(36)}${String(height)} ${String(far)}.`] },
      'a sentence of it has more than 35 words',
    ],
  ])('is refused: %j', (over, reason) => {
    expect(() => {
      registerKind(fly(over));
    }).toThrow(reason);
  });

  test('is taken when each setting can be read in its sentence', () => {
    registerKind(fly());
    expect(findKind('fly')?.lower({ height: 3, far: true })).toEqual({ height: 3, far: true });
  });
});
