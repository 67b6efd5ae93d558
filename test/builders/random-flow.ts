import fc from 'fast-check';
import { Flow, findKind } from '@loopwright/workflows/contract';
import type { Step } from '@loopwright/workflows/contract';
import { optional, randomConfig, randomEntry } from './random-settings.ts';
import type { Config } from './random-settings.ts';

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
function randomStep(kind: string, place: Place, open: boolean): fc.Arbitrary<Bare> {
  const allowed = place.wild
    ? ['you-asked-we-changed', 'not-this-one', 'not-forgotten', 'have-not-managed']
    : TEMPLATES[place.hand ?? 'none'];
  const settings = randomConfig(fc.constantFrom(...allowed))[kind] ?? fc.constant<Config>({});
  return settings.chain((own) => {
    const names =
      findKind(kind)
        ?.exits(own)
        .map(({ name }) => name) ?? [];
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
  const leaves = ['wait', 'send-message', 'notify-team', 'assign', 'set-attribute', 'call-webhook'];
  const kinds =
    place.depth > 0
      ? [...leaves, 'check', 'split', 'wait-for-feedback', 'ask-question', 'wait-for-improvement', 'wait-for-improvement']
      : ['wait'];
  const middle = fc
    .constantFrom(...kinds, ...(place.wild ? ['stop', ...(place.depth > 0 ? ['ask-approval', 'wait-for-reply'] : [])] : []))
    .chain((kind) => randomStep(kind, place, true));
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
