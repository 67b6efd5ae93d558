import { Flow, problems, type FlowWorld, type Step, type TemplateFacts } from '@loopwright/workflows/contract';
import { describe, expect, it } from 'vitest';
import { demoWorkspace } from './workspace.ts';

const SPINE = ['wait-for-improvement', 'wait', 'check', 'split', 'send-message', 'notify-team', 'close-loop', 'stop'];

const demo = demoWorkspace(new Date('2026-05-21T13:37:00Z'));
const every = (steps: readonly Step[]): Step[] => steps.flatMap((step) => [step, ...Object.values(step.exits ?? {}).flatMap(every)]);

const template = (title: string, says: Partial<TemplateFacts> = {}): [string, TemplateFacts] => [
  title,
  { title, hash: title, claims: false, decides: false, corrects: false, promises: null, answers: null, problems: [], ...says },
];
const named = (all: readonly { key: string; name: string }[]): Map<string, { name: string }> => new Map(all.map((one) => [one.key, one]));
const world: FlowWorld = {
  themes: named(demo.themes),
  sources: named(demo.sources),
  teams: named(demo.teams),
  people: new Map(),
  connections: new Map(),
  brands: new Map(),
  retiredStepIds: new Set(),
  templates: new Map([
    template('you-asked-we-changed', { claims: true }),
    template('it-is-fixed', { claims: true }),
    template('deliveries-to-you', { claims: true }),
    template('not-this-one', { decides: true }),
    template('not-forgotten', { promises: 'to-return' }),
    template('we-have-not-managed-it'),
  ]),
};

/** Every way through a sequence to its end, as kinds and ids; a message is followed both sent and, where that goes on, withheld. */
function ways(steps: readonly Step[]): string[][] {
  const [step, ...rest] = steps;
  if (!step) return [[]];
  const exits = Object.values({ ...(step.kind === 'send-message' ? { sent: [] } : {}), ...step.exits });
  const ends = (inside: readonly Step[]): boolean => ['close-loop', 'stop'].includes(inside.at(-1)?.kind ?? '');
  const on = (exits.length ? exits : [[]]).flatMap((inside) => ways(ends(inside) ? inside : [...inside, ...rest]));
  return on.map((way) => [`${step.kind} ${step.id}`, ...way]);
}

describe.each(demo.flows)('the flow $flow.name', ({ flow, publish }) => {
  const steps = flow.steps ?? [];

  it('can be published without a problem or a warning', () => {
    expect(problems(Flow.parse(flow), world)).toEqual([]);
  });

  it('would not be published if it claimed where nothing is in hand', () => {
    const broken = {
      ...flow,
      steps: [{ id: 'too-soon', kind: 'send-message', config: { template: 'it-is-fixed', channel: 'email' } }, ...steps],
    };
    expect(problems(Flow.parse(broken), world).map(({ step, blocks }) => ({ step, blocks }))).toEqual([{ step: 'too-soon', blocks: true }]);
  });

  it('has only kinds of the spine, no comparison, and nobody waits for a look', () => {
    expect(every(steps).filter(({ kind }) => !SPINE.includes(kind))).toEqual([]);
    expect(flow.holdback).toBeUndefined();
    expect(publish.hold).toBe(false);
  });

  it('ends every way with an answer', () => {
    const all = ways(steps);
    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(all.filter((way) => !way.at(-1)?.startsWith('close-loop'))).toEqual([]);
  });

  it('goes on waiting where the promise to write again could not be sent', () => {
    const promises = every(steps).filter(({ config }) => config['template'] === 'not-forgotten');
    expect(promises.filter(({ exits }) => exits?.['withheld']?.length !== 0)).toEqual([]);
  });
});
