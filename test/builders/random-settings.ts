import fc from 'fast-check';
import type { Condition } from '@loopwright/workflows/contract';

const THEMES = ['pricing', 'billing', 'delivery', 'app.faults', 'odd', 'odder'];
const spans = fc.constantFrom('P3D', 'P7D', 'P1W', 'PT36H', 'P1DT12H', 'PT90M', 'P90D', 'P30D', 'PT45S', 'P1826D');
const themes = fc.uniqueArray(fc.constantFrom(...THEMES), { minLength: 1, maxLength: 6 });
const words = fc.constantFrom(
  'nothing changed in time',
  'Ana',
  'Ana, Halden',
  'a or b',
  'x”y',
  'x”',
  '#now',
  'the usual sender',
  '5',
  'true',
  'pro',
);

const value = fc.oneof(words, fc.constantFrom<number | boolean>(5, 0, -1, 2.5, true, false));
const field = fc.constantFrom(
  'customer.attributes.plan',
  'customer.attributes.locale',
  'customer.attributes.is one of',
  'customer.locale',
  'customer.timeZone',
  'feedback.score',
  'feedback.attributes.score',
  'feedback.language',
);
const bound = fc.oneof(words, fc.constantFrom(0, 3, 6));

/** Any condition that the terms allow, a few levels deep. */
export const randomCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ field, is: fc.array(value, { minLength: 1, maxLength: 3 }) }),
    fc.record({ field, known: fc.boolean() }),
    fc.record({ field, from: bound }),
    fc.record({ field, to: bound }),
    fc.record({ field, from: bound, to: bound }),
  ),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition;

const who = fc.oneof(fc.constantFrom({ team: 'billing' }, { team: 'app' }, { person: 'maya' }, { person: 'tom' }, { person: 'bill' }));

export type Config = Record<string, unknown>;
export const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const config = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Config> =>
  fc.record(fields).map((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)));

const shares = fc
  .uniqueArray(fc.constantFrom('A', 'B', 'c-1', 'on', 'verified', 'toString', 'd', 'e', 'f', 'g'), { minLength: 2, maxLength: 10 })
  .chain((keys) =>
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: keys.length - 1, maxLength: keys.length - 1 }).map((percents) => {
      const rest = 100 - percents.reduce((sum, one) => sum + one, 0);
      return keys.map((key, at) => ({ key, percent: percents[at] ?? rest }));
    }),
  );

/** Settings that each kind accepts. `template` says which messages may stand here. */
export const randomConfig = (template: fc.Arbitrary<string>): Record<string, fc.Arbitrary<Config>> => ({
  'wait-for-improvement': config({
    themes: optional(fc.oneof(fc.constant('same'), themes)),
    atMost: optional(fc.option(spans)),
    countedFrom: optional(fc.constantFrom('here', 'spoke')),
  }),
  wait: fc.oneof(
    config({ for: spans }),
    fc.record({ until: fc.record({ weekday: fc.integer({ min: 1, max: 7 }), time: fc.constantFrom('00:00', '09:00', '17:30') }) }),
  ),
  check: config({ if: randomCondition, unknown: optional(fc.constantFrom('no', 'yes')) }),
  split: fc.record({ shares }),
  'send-message': config({
    template,
    channel: fc.constantFrom('email', 'webhook'),
    as: optional(words),
    fallback: optional(fc.constantFrom('en', 'de', 'de-AT')),
    quote: optional(fc.boolean()),
    tryFor: optional(spans),
  }),
  'call-webhook': config({
    connection: fc.constantFrom('crm', 'tickets'),
    fields: optional(
      fc.uniqueArray(
        fc.constantFrom(
          'feedback.themes',
          'customer.externalId',
          'customer.attributes.score',
          'feedback.attributes.score',
          'feedback.score',
        ),
      ),
    ),
    tryFor: optional(spans),
    keepAs: optional(fc.constantFrom('ticket', 'answer', 'with')),
  }),
  'notify-team': config({
    team: fc.constantFrom('billing', 'app'),
    text: words,
    withWords: optional(fc.boolean()),
    when: optional(fc.constantFrom('each', 'daily')),
    goOn: optional(fc.constantFrom('now', 'delivered')),
  }),
  'ask-approval': config({
    approver: who,
    standIn: optional(who),
    standInAfter: optional(spans),
    covers: optional(fc.constantFrom('each', 'one-text')),
    notAuthor: optional(fc.boolean()),
    atMost: optional(spans),
  }),
  'wait-for-reply': config({
    to: fc.constantFrom('it-is-fixed', 'have-not-managed'),
    reader: who,
    readIn: optional(fc.constantFrom(1, 2)),
    atMost: optional(spans),
  }),
  'ask-question': fc
    .oneof(
      fc.constantFrom('Price', 'Price, or delivery', 'delivery', 'x”y', 'x”', 'No').map((answer) => [answer, false] as const),
      fc.constant(['delivery', true] as const),
    )
    .chain(([answer, asTheme]) =>
      config({
        template,
        channel: fc.constantFrom('email', 'webhook'),
        as: optional(words),
        fallback: optional(fc.constantFrom('en', 'de')),
        answers: fc
          .uniqueArray(asTheme ? fc.constantFrom('pricing', 'billing') : fc.constantFrom('Yes', 'No, not yet'), { minLength: 1 })
          .map((others) => [answer, ...others]),
        asTheme: optional(fc.constant(asTheme)),
        unlessWithin: optional(spans),
        atMost: optional(spans),
      }),
    ),
  'wait-for-feedback': config({
    score: fc.constantFrom('nps', 'csat', 'stars'),
    sources: optional(fc.uniqueArray(fc.constantFrom('survey', 'app-store', 'english', 'odd'), { minLength: 1 })),
    themes: optional(themes),
    atMost: optional(spans),
    by: optional(fc.constantFrom(1, 2, 0.5)),
    without: optional(fc.constantFrom(9, 4, 5)),
  }),
  'set-attribute': config({
    on: optional(fc.constantFrom('customer', 'feedback')),
    key: fc.constantFrom('plan', 'main thing', 'x”y'),
    value: fc.oneof(words, fc.constantFrom<number | boolean>(5, 0, 2.5, true, false)),
    replace: optional(fc.boolean()),
  }),
  assign: config({
    owner: who,
    text: words,
    dueIn: optional(fc.constantFrom(1, 2, 5)),
    goOn: optional(fc.constantFrom('now', 'done')),
    atMost: optional(spans),
  }),
  'close-loop': config({ as: optional(fc.constantFrom('told', 'confirmed', 'answered-by-a-person')) }),
  stop: config({ reason: words }),
});

/** Any entry that the terms allow and that can let somebody in. */
export const randomEntry: fc.Arbitrary<Config> = config({
  themes: optional(themes),
  match: optional(fc.constantFrom('any', 'all')),
  feelings: optional(fc.uniqueArray(fc.constantFrom('complaint', 'wish', 'praise', 'neutral'), { minLength: 1 })),
  sources: optional(fc.uniqueArray(fc.constantFrom('survey', 'app-store', 'english'), { minLength: 1 })),
  brands: optional(fc.uniqueArray(fc.constantFrom('halden', 'halden-kids'), { minLength: 1 })),
  languages: optional(fc.uniqueArray(fc.constantFrom('en', 'de', 'de-AT', 'pt-BR', 'EN'), { minLength: 1 })),
  score: optional(fc.constantFrom({ kind: 'nps', from: 0, to: 6 }, { kind: 'stars', from: 1, to: 2 }, { kind: 'csat', from: 1, to: 1 })),
  withoutText: optional(fc.boolean()),
  certainty: optional(fc.constantFrom('confirmed', 'certified')),
  onlyIf: optional(randomCondition),
  again: optional(
    fc.oneof(
      fc.constant('every'),
      spans.map((within) => ({ per: 'customer-and-theme', within })),
    ),
  ),
  maxAge: optional(fc.option(spans)),
  since: optional(fc.constantFrom('publishing', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-05-02T09:30:05Z')),
});
