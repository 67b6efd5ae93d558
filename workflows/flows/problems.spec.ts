import { describe, expect, test } from 'vitest';
import { flowWorld } from '../../test/builders/flow-world.ts';
import { close, send, step, stop, waitFor, whole } from '../../test/builders/steps.ts';
import { Flow, MAX_FLOW_STEPS } from '../terms/flow.ts';
import type { FlowInput, Problem, Step } from '../terms/flow.ts';
import { problems } from './problems.ts';

const world = flowWorld();
const found = (flow: Partial<FlowInput>): Problem[] => problems(Flow.parse({ name: 'F', entry: { themes: ['pricing'] }, ...flow }), world);
const brief = ({ step: id, path, message, blocks }: Problem): string =>
  `${blocks ? 'blocks' : 'warns'} ${id ?? 'flow'} ${path}: ${message}`;

test('a flow that answers on every path has no problems', () => {
  expect(found({ steps: [whole()] })).toEqual([]);
});

describe('the flow', () => {
  test.each<[string, Partial<FlowInput>, string]>([
    ['has no steps', { steps: [] }, 'blocks flow steps: This flow has no steps.'],
    [
      'begins when something is taken back, and corrects nobody',
      { entry: { kind: 'taken-back' } },
      'blocks flow steps: Nobody is corrected: no step sends a message that takes back what they were told.',
    ],
    ['names a theme that is not there', { entry: { themes: ['prices'] } }, 'blocks flow entry.themes: There is no theme “prices”.'],
    ['names a source that is not there', { entry: { sources: ['fax'] } }, 'blocks flow entry.sources: There is no source “fax”.'],
    ['names a brand that is not there', { entry: { brands: ['acme'] } }, 'blocks flow entry.brands: There is no brand “acme”.'],
    ['sends as a brand that is not there', { brand: 'acme' }, 'blocks flow brand: There is no brand “acme”.'],
    ['lets in no theme', { entry: { themes: [] } }, 'blocks flow entry.themes: Nobody can enter: the list of themes is empty.'],
    [
      'wants a score nobody can give',
      { entry: { score: { kind: 'nps', from: 11, to: 20 } } },
      'blocks flow entry.score: Nobody can enter: nps goes from 0 to 10.',
    ],
    [
      'takes nothing said before',
      { entry: { maxAge: 'PT0S' } },
      'blocks flow entry.maxAge: Nobody can enter: nothing is said at most no time earlier.',
    ],
    [
      'contradicts itself',
      { entry: { onlyIf: { all: [{ field: 'feedback.score', from: 9, to: 3 }] } } },
      'blocks flow entry.onlyIf: Nobody can enter: the conditions contradict themselves.',
    ],
    [
      'wants something known and not known',
      {
        entry: {
          onlyIf: {
            all: [
              { field: 'feedback.brand', known: true },
              { field: 'feedback.brand', known: false },
            ],
          },
        },
      },
      'blocks flow entry.onlyIf: Nobody can enter: the conditions contradict themselves.',
    ],
  ])('%s', (_, flow, problem) => {
    expect(found({ steps: [whole()], ...flow }).map(brief)).toEqual([problem]);
  });

  const correcting = [send('was-wrong'), whole()];

  test('may begin when something is taken back, and is then for everybody who was told', () => {
    const entry = { kind: 'taken-back' as const };
    expect(found({ entry, steps: correcting })).toEqual([]);
    expect(found({ entry: { ...entry, themes: ['pricing'] }, steps: correcting })).toEqual([]);
    expect(found({ entry: { ...entry, themes: [] }, steps: correcting }).map(brief)).toEqual([
      'blocks flow entry.themes: Nobody can enter: the list of themes is empty.',
    ]);
    const limited = { ...entry, sources: ['survey'], onlyIf: { field: 'customer.attributes.plan', is: ['pro'] } };
    expect(found({ entry: limited, steps: correcting }).map(brief)).toEqual([
      'blocks flow entry.sources: A flow that begins when something is taken back is for everybody who was told of it.',
      'blocks flow entry.onlyIf: A flow that begins when something is taken back is for everybody who was told of it.',
    ]);
  });

  test('may have 500 steps and no more', () => {
    const many = (count: number): Step[] =>
      Array.from({ length: count }, (_, at) => step('wait', { for: 'P1D' }, undefined, `w${String(at)}`));
    const half = step('check', { if: { field: 'feedback.score', from: 1 } }, { yes: many(MAX_FLOW_STEPS - 1) });
    expect(found({ steps: [half] })).toEqual([]);
    expect(found({ steps: [half, stop()] }).map(brief)).toEqual(['blocks flow steps: This flow has 501 steps; the most is 500.']);
  });
});

describe('the tree', () => {
  test.each<[string, Step[], ...string[]]>([
    ['a step after stop', [stop('a'), stop('b')], 'blocks a steps.0: “End unanswered” ends the loop, so the steps after it never run.'],
    [
      'a step after close-loop, under an exit',
      [step('check', { if: { field: 'feedback.score', from: 1 } }, { yes: [close(), stop()] })],
      'blocks close steps.0.exits.yes.0: “Close the loop” ends the loop, so the steps after it never run.',
    ],
    [
      'a step that no way reaches',
      [step('check', { if: { field: 'feedback.score', from: 1 } }, { yes: [stop('a')], no: [stop('b')] }), stop('c')],
      'blocks check steps.0: Every way on from “Check something” ends the loop, so the steps after it never run.',
    ],
    ['an id used twice', [step('wait', { for: 'P1D' }, undefined, 'a'), stop('a')], 'blocks a steps.1.id: Two steps have the id “a”.'],
    [
      'an id of a step that was removed',
      [stop('long-gone')],
      'blocks long-gone steps.0.id: The id “long-gone” belonged to a step that was removed: people may still stand on it.',
    ],
    [
      'an unknown kind',
      [step('fly-away', {}, { approved: [stop()] })],
      'blocks fly-away steps.0.kind: There is no step kind “fly-away” here.',
    ],
    [
      'an unknown exit',
      [send('have-not-managed', { received: [stop()] })],
      'blocks send steps.0.exits.received: “Send a message” has no exit “received”.',
    ],
    [
      'a path under a step that ends',
      [step('stop', { reason: 'x' }, { later: [] })],
      'blocks stop steps.0.exits.later: “End unanswered” has no exit “later”.',
    ],
    [
      'paths on which nobody is told',
      [waitFor({})],
      'blocks wait steps.0.exits.verified: Nothing happens under “verified” of “Wait for an improvement”: nobody is told.',
      'warns wait steps.0.exits.declined: Nothing happens under “declined” of “Wait for an improvement”: nobody is told.',
      'warns wait steps.0.exits.timed-out: Nothing happens under “timed-out” of “Wait for an improvement”: nobody is told.',
    ],
  ])('%s', (_, steps, ...expected) => {
    expect(found({ steps }).map(brief)).toEqual(expected);
  });
});

describe('settings', () => {
  test.each<[string, Step['config'], string]>([
    [
      'wait',
      { for: 'P100Y' },
      'blocks a steps.0.config.for: The length of “Wait a while” cannot be used: the longest is P1826D (5 years).',
    ],
    [
      'wait',
      { for: 'P36500D' },
      'blocks a steps.0.config.for: The length of “Wait a while” cannot be used: the longest is P1826D (5 years).',
    ],
    [
      'wait',
      { for: 'PT0S' },
      'blocks a steps.0.config.for: The length of “Wait a while” cannot be used: write a length of time above zero.',
    ],
    [
      'wait',
      { for: 'P1M' },
      'blocks a steps.0.config.for: The length of “Wait a while” cannot be used: months and years differ in length: write days, for example P30D.',
    ],
    ['wait', {}, 'blocks a steps.0.config: “Wait a while” is not complete: give either a length of time, or a weekday and a time.'],
    [
      'wait',
      { until: { weekday: 8, time: '9:00' } },
      'blocks a steps.0.config.until.weekday: The weekday and time of “Wait a while” cannot be used: a weekday is 1 for Monday to 7 for Sunday.',
    ],
    ['send-message', { channel: 'email' }, 'blocks a steps.0.config.template: The message of “Send a message” is not chosen yet.'],
    [
      'send-message',
      { template: 'have-not-managed', channel: 'pigeon' },
      'blocks a steps.0.config.channel: The channel of “Send a message” cannot be used: it is one of email, webhook.',
    ],
    ['send-message', { template: 'nope', channel: 'email' }, 'blocks a steps.0.config.template: There is no message “nope”.'],
    [
      'send-message',
      { template: 'have-not-managed', channel: 'email', colour: 'red' },
      'blocks a steps.0.config: “Send a message” has no setting “colour”.',
    ],
    ['notify-team', { team: 'sales', text: 'Look' }, 'blocks a steps.0.config.team: There is no team “sales”.'],
    ['call-webhook', { connection: 'erp' }, 'blocks a steps.0.config.connection: There is no connection “erp”.'],
    [
      'split',
      {
        shares: [
          { key: 'A', percent: 50 },
          { key: 'B', percent: 40 },
        ],
      },
      'blocks a steps.0.config.shares: The shares of “Split customers” cannot be used: the shares add up to 90 %, not to 100 %.',
    ],
    [
      'split',
      {
        shares: [
          { key: 'A', percent: 50 },
          { key: 'A', percent: 50 },
        ],
      },
      'blocks a steps.0.config.shares: The shares of “Split customers” cannot be used: two shares have the same name.',
    ],
    ['check', {}, 'blocks a steps.0.config.if: The question of “Check something” is not chosen yet.'],
    [
      'check',
      { if: { all: [{ field: 'customer.plan', is: ['pro'] }] } },
      'blocks a steps.0.config.if.all.0.field: The question of “Check something” cannot be used: a field is customer.attributes.…, customer.locale, customer.timeZone, or feedback.source, brand, language, score, event, attributes.….',
    ],
    [
      'check',
      { if: { field: 'feedback.score', is: [1], than: 2 } },
      'blocks a steps.0.config.if: “Check something” has no setting “than”.',
    ],
    ['stop', { reason: ' ' }, 'blocks a steps.0.config.reason: The reason of “End unanswered” cannot be used'],
  ])('%s %j', (kind, config, problem) => {
    const all = found({ steps: [step(kind, config, undefined, 'a')] });
    expect(all.map((one) => brief(one).slice(0, problem.length))).toContain(problem);
    for (const { fix } of all) expect(fix).toMatch(/^[A-Z].*\.$/u);
  });

  test('a wait for a theme that is not there', () => {
    expect(found({ steps: [whole({}, { themes: ['pricing', 'prices'] })] }).map(brief)).toEqual([
      'blocks wait steps.0.config.themes: There is no theme “prices”.',
    ]);
  });

  test('the steps under “failed” of a notice that does not wait for its delivery', () => {
    const config = { team: 'app', text: 'Look' };
    const failed = { failed: [stop()] };
    expect(found({ steps: [step('notify-team', { ...config, goOn: 'delivered' }, failed)] })).toEqual([]);
    expect(found({ steps: [step('notify-team', config, failed)] })).toMatchObject([{ path: 'steps.0.exits.failed', blocks: false }]);
  });
});

test('problems come in reading order, the flow first, and are called by the step’s own name', () => {
  const steps: Step[] = [{ ...step('wait', {}, undefined, 'a'), name: 'A breath' }, send('nope')];
  expect(found({ steps, brand: 'acme' }).map((one) => [one.step, one.message.includes('A breath')])).toEqual([
    [null, false],
    ['a', true],
    ['send', false],
  ]);
});
