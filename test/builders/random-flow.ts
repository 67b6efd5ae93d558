import fc from 'fast-check';
import { Flow } from '@loopwright/workflows/contract';
import type { Condition, Step } from '@loopwright/workflows/contract';

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

type Config = Record<string, unknown>;
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
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

type Bare = Omit<Step, 'id' | 'exits'> & { exits?: Record<string, Bare[]> };
interface Place {
  depth: number;
  hand: 'verified' | 'declined' | null;
  /** Anything goes: messages where they may not stand, ends in the middle, empty paths. */
  wild: boolean;
}

const TEMPLATES = {
  verified: ['you-asked-we-changed', 'it-is-fixed', 'have-not-managed'],
  declined: ['not-this-one', 'have-not-managed'],
  none: ['have-not-managed'],
};
const EXITS: Record<string, string[]> = {
  'wait-for-improvement': ['verified', 'declined', 'timed-out'],
  check: ['yes', 'no'],
  'send-message': ['sent', 'withheld'],
  'call-webhook': ['answered', 'failed'],
  'notify-team': ['delivered', 'failed'],
};

function randomStep(kind: string, place: Place, open: boolean): fc.Arbitrary<Bare> {
  const allowed = place.wild
    ? ['you-asked-we-changed', 'not-this-one', 'not-forgotten', 'have-not-managed']
    : TEMPLATES[place.hand ?? 'none'];
  const settings = randomConfig(fc.constantFrom(...allowed))[kind] ?? fc.constant({});
  return settings.chain((own) => {
    const names = kind === 'split' ? (own['shares'] as { key: string }[]).map(({ key }) => key) : (EXITS[kind] ?? []);
    const exits = names.map((name, at): fc.Arbitrary<[string, Bare[]] | null> => {
      const hand = name === 'verified' || name === 'declined' ? name : place.hand;
      const inner = randomSequence(
        { ...place, hand: kind === 'wait-for-improvement' ? hand : place.hand, depth: place.depth - 1 },
        open && at === 0,
      );
      const needed = kind === 'wait-for-improvement' && name === 'verified' && !place.wild;
      return needed ? inner.map((steps) => [name, steps]) : fc.option(inner.map((steps): [string, Bare[]] => [name, steps]));
    });
    return fc.tuple(...exits).map((written) => ({ kind, config: own, exits: Object.fromEntries(written.filter((one) => one !== null)) }));
  });
}

function randomSequence(place: Place, open: boolean): fc.Arbitrary<Bare[]> {
  const leaves = ['wait', 'send-message', 'notify-team', 'call-webhook'];
  const kinds = place.depth > 0 ? [...leaves, 'check', 'split', 'wait-for-improvement', 'wait-for-improvement'] : ['wait'];
  const middle = fc.constantFrom(...kinds, ...(place.wild ? ['stop'] : [])).chain((kind) => randomStep(kind, place, true));
  const ending = fc.constantFrom('close-loop', 'stop').chain((kind) => randomStep(kind, place, false));
  if (open) return fc.array(middle, { minLength: 1, maxLength: 2 });
  return fc
    .tuple(fc.array(middle, { maxLength: 2 }), place.wild ? fc.option(ending) : ending)
    .map(([steps, last]) => (last ? [...steps, last] : steps));
}

function numbered(steps: readonly Bare[], next = { id: 0 }): Step[] {
  return steps.map(({ exits, ...step }) => {
    const id = `s${String(next.id++)}`;
    return { id, ...step, exits: Object.fromEntries(Object.entries(exits ?? {}).map(([name, path]) => [name, numbered(path, next)])) };
  });
}

const flowOf = (steps: fc.Arbitrary<Bare[]>): fc.Arbitrary<Flow> =>
  fc
    .record({
      entry: randomEntry,
      brand: optional(fc.constantFrom('halden', 'halden-kids')),
      holdback: optional(fc.record({ percent: fc.constantFrom(10, 7, 12.5, 33.5), until: fc.constantFrom('2027-06-01', '2027-06-02') })),
      steps,
    })
    .map(({ entry, brand, holdback, steps: bare }) =>
      Flow.parse({ name: 'Random', entry, steps: numbered(bare), ...(brand ? { brand } : {}), ...(holdback ? { holdback } : {}) }),
    );

/** Flows that publishing takes, as long as no condition contradicts itself. */
export const soundFlow: fc.Arbitrary<Flow> = flowOf(randomSequence({ depth: 2, hand: null, wild: false }, false));

/** Well-formed trees that may break any rule of publishing. */
export const randomFlow: fc.Arbitrary<Flow> = flowOf(randomSequence({ depth: 2, hand: null, wild: true }, false));
