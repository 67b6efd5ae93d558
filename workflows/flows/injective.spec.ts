import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowWords } from '../../test/builders/flow-world.ts';
import { randomFlow } from '../../test/builders/random-flow.ts';
import { randomCondition, randomConfig, randomEntry } from '../../test/builders/random-settings.ts';
import { findKind } from '../steps/kinds.ts';
import { conditionWords } from '../steps/words/conditions.ts';
import { textOf, wordCount } from '../steps/words/sentence.ts';
import { milliseconds } from '../terms/duration.ts';
import { Flow } from '../terms/flow.ts';
import type { Entry, Step } from '../terms/flow.ts';
import { canonicalJson } from './content-hash.ts';
import { sentences } from './sentences.ts';
import { exitsOf, pathOf } from './tree.ts';

const words = flowWords();
const stepWords = { ...words, zone: 'Europe/Berlin', brand: undefined };
/** How many random trees; ten thousand take minutes: `TREES=10000`. */
const TREES = Number(process.env['TREES'] ?? 300);
const RUNS = { numRuns: TREES };
const PATIENCE_MS = 60_000 + 100 * TREES;

/** What a flow does, without ids, names, notes, and with durations and instants as lengths and points. */
function behaviour({ entry, holdback, brand, steps }: Flow): string {
  const sends = /"kind":"(send-message|ask-question)"/.test(canonicalJson(steps));
  return canonicalJson({ entry: entryBehaviour(entry), holdback, brand: sends ? brand : null, steps: steps.map(stepBehaviour) });
}

const entryBehaviour = ({ again, maxAge, since, ...rest }: Entry): unknown => ({
  ...rest,
  again: again === 'every' ? again : milliseconds(again.within),
  maxAge: maxAge === null ? null : milliseconds(maxAge),
  since: since === 'publishing' ? since : Date.parse(since),
});

function stepBehaviour(step: Step): unknown {
  const kind = findKind(step.kind);
  const exits = exitsOf({ step, kind }).map((exit) => [
    exit.name,
    pathOf(step, exit.name)?.map(stepBehaviour) ?? (exit.missing ? 'not told' : []),
  ]);
  return [step.kind, kind?.lower(step.config), exits];
}

const read = (flow: Flow): string =>
  sentences(flow, words)
    .filter(({ about }) => about !== 'house-rules')
    .map(({ depth, text }) => `${String(depth)} ${text}`)
    .join('\n');

function* all(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    for (const path of Object.values(step.exits ?? {})) yield* all(path);
  }
}

/** What a person might change, and to what. */
const change = fc.record({
  what: fc.constantFrom('settings', 'settings', 'entry', 'entry', 'exits', 'emptied', 'brand', 'order', 'comparison'),
  at: fc.nat(1000),
  configs: fc.record(randomConfig(fc.constantFrom('it-is-fixed', 'have-not-managed', 'not-this-one'))),
  entry: randomEntry.map((entry) => Flow.parse({ name: 'F', entry }).entry),
});
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

/** A flow after one change. */
function changed(flow: Flow, { what, at, configs, entry }: Change): Flow {
  const draft = structuredClone(flow);
  const steps = [...all(draft.steps)];
  const step = steps[at % Math.max(1, steps.length)];
  if (what === 'settings' && step) step.config = configs[step.kind] ?? {};
  if (what === 'entry') {
    const keys = [...new Set([...Object.keys(entry), ...Object.keys(flow.entry)])] as (keyof Entry)[];
    const key = keys[at % keys.length] ?? 'themes';
    Object.assign(draft.entry, { [key]: entry[key] });
  }
  if (what === 'exits' && step) step.exits = Object.fromEntries(Object.entries(step.exits ?? {}).slice(1));
  if (what === 'emptied' && step)
    step.exits = { ...step.exits, ...Object.fromEntries(Object.keys(step.exits ?? {}).map((name) => [name, []])) };
  if (what === 'brand') draft.brand = flow.brand === 'halden' ? undefined : 'halden';
  if (what === 'order') draft.steps.reverse();
  if (what === 'comparison') draft.holdback = { percent: 1 + (at % 50), until: '2027-06-01' };
  return draft;
}

test('two flows read alike exactly where they behave alike', { timeout: PATIENCE_MS }, () => {
  const seen = { alike: 0, different: 0 };
  fc.assert(
    fc.property(randomFlow, change, (flow, one) => {
      const other = changed(flow, one);
      const alike = behaviour(flow) === behaviour(other);
      seen[alike ? 'alike' : 'different'] += 1;
      expect(read(flow) === read(other)).toBe(alike);
    }),
    RUNS,
  );
  expect(Math.min(seen.alike, seen.different)).toBeGreaterThan(20);
});

test('ids, step names and notes are not in the words', () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      const other = structuredClone(flow);
      for (const step of all(other.steps)) Object.assign(step, { id: `other-${step.id}`, name: 'A name', note: 'A note' });
      expect(read(other)).toBe(read(flow));
    }),
    { numRuns: 100 },
  );
});

test('no sentence has more than 35 words', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      for (const { parts, text } of sentences(flow, words)) expect(wordCount(parts), text).toBeLessThanOrEqual(35);
    }),
    RUNS,
  );
});

/** Draws many from a small domain, so that they meet: one text, one meaning. */
function collisions<T>(
  arbitrary: fc.Arbitrary<T>,
  text: (one: T) => string,
  meaning: (one: T) => string,
  count: number,
): [string, string, string][] {
  const seen = new Map<string, string>();
  return fc.sample(arbitrary, count).flatMap((one): [string, string, string][] => {
    const [said, meant] = [text(one), meaning(one)];
    const before = seen.get(said) ?? meant;
    seen.set(said, meant);
    return before === meant ? [] : [[said, before, meant]];
  });
}

describe('among thousands, no two that differ read alike', { timeout: 30_000 }, () => {
  const templates = fc.constantFrom('it-is-fixed', 'have-not-managed');
  test.each(Object.entries(randomConfig(templates)))('%s', (name, configs) => {
    const kind = findKind(name);
    if (!kind) throw new Error(name);
    const text = (config: unknown): string => kind.sentence(config, stepWords).map(textOf).join(' ');
    expect(collisions(configs, text, (config) => canonicalJson(kind.lower(config)), 3000)).toEqual([]);
  });

  test('conditions', () => {
    expect(collisions(randomCondition, (one) => conditionWords(one, 'their'), canonicalJson, 20_000)).toEqual([]);
    expect(collisions(randomCondition, (one) => conditionWords(one, 'whose'), canonicalJson, 20_000)).toEqual([]);
  });

  test('entries', () => {
    const entries = randomEntry.map((entry) => Flow.parse({ name: 'F', entry }));
    expect(collisions(entries, read, behaviour, 5000)).toEqual([]);
  });
});
