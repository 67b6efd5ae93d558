import { describe, expect, test } from 'vitest';
import { flowWorld } from '../../test/builders/flow-world.ts';
import { close, said, send, step, stop, whole } from '../../test/builders/steps.ts';
import { Flow } from '../terms/flow.ts';
import type { FlowInput, Problem, Step } from '../terms/flow.ts';
import { problems } from './problems.ts';
import type { TemplateFacts } from './world.ts';

const world = flowWorld();
const found = (flow: Partial<FlowInput>): Problem[] => problems(Flow.parse({ name: 'F', entry: { themes: ['pricing'] }, ...flow }), world);
const brief = ({ step: id, path, message, blocks }: Problem): string =>
  `${blocks ? 'blocks' : 'warns'} ${id ?? 'flow'} ${path}: ${message}`;

describe('a claim', () => {
  const claim = 'blocks send steps.0: “You asked, we changed it” says that something changed, and no verified improvement is in hand here.';
  const elsewhere = (path: string): string[] => [claim.replace('steps.0', `${path}.config.template`)];
  test.each<[string, Step[], string[]]>([
    ['stands where an improvement is in hand', [whole({ verified: [send('you-asked-we-changed')] })], []],
    ['still stands there after a pause', [whole({ verified: [step('wait', { for: 'P1D' }, undefined, 'p'), send('it-is-fixed')] })], []],
    ['stands in a path without an improvement', [send('you-asked-we-changed')], elsewhere('steps.0')],
    ['stands under declined', [whole({ declined: [send('you-asked-we-changed')] })], elsewhere('steps.0.exits.declined.0')],
    ['stands after the wait', [whole({ verified: said('v').slice(0, 1) }), send('you-asked-we-changed')], elsewhere('steps.1')],
    [
      'stands under the declined path of a wait within verified',
      [whole({ verified: [whole({ declined: [send('you-asked-we-changed')] }, {}, 'inner')] })],
      elsewhere('steps.0.exits.verified.0.exits.declined.0'),
    ],
  ])('%s', (_, steps, expected) => {
    expect(found({ steps }).map(brief)).toEqual(expected);
  });
});

describe('a decision', () => {
  const message = '“Not this one” tells of a decision against something, and no decision is in hand here.';
  test.each<[string, Step[], string[]]>([
    ['is told where we decided', [whole({ declined: [send('not-this-one')] })], []],
    ['is told where we did not', [whole({ 'timed-out': [send('not-this-one')] })], [message]],
    ['is told where something was verified', [whole({ verified: [send('not-this-one')] })], [message]],
  ])('%s', (_, steps, expected) => {
    expect(found({ steps }).map((one) => one.message)).toEqual(expected);
  });
});

describe('answers to press', () => {
  const shows = (title: string, answers: TemplateFacts['answers']): [string, TemplateFacts] => {
    const plain = world.templates.get('have-not-managed');
    if (!plain) throw new Error('there is no such message');
    return [title, { ...plain, title, answers }];
  };
  const templates = new Map([...world.templates, shows('Asks', 'always'), shows('Tells', null), shows('Both', 'where-given')]);
  const ask = (template: string): Step => step('ask-question', { template, channel: 'email', answers: ['Yes', 'No'] }, undefined, 'ask');
  test.each<[string, Step, string[]]>([
    ['are asked for', ask('Asks'), []],
    ['are asked for by a message that can do without', ask('Both'), []],
    ['are not shown by a message that only tells', ask('Tells'), ['“Tells” shows no answers to press.']],
    ['are not given where nothing is asked', send('Asks'), ['“Asks” shows answers to press, and this step gives none.']],
    ['are left away where nothing is asked', send('Both'), []],
  ])('%s', (_, one, expected) => {
    const flow = Flow.parse({ name: 'F', entry: { themes: ['pricing'] }, steps: [one, stop()] });
    const words = problems(flow, { ...world, templates }).map(({ message }) => message);
    expect(words.filter((message) => message.includes('answers to press'))).toEqual(expected);
  });
});

describe('a correction', () => {
  const takenBack = { kind: 'taken-back' as const };
  const nothing = '“What I told you was wrong” takes back what was told, and nothing was taken back here.';
  const another = '“What I told you was wrong” takes back what was told, and another improvement is in hand here.';
  const wrong = (id = 'wrong'): Step => send('was-wrong', undefined, id);
  test.each<[string, Partial<FlowInput>, string[]]>([
    ['goes where the flow begins with it', { entry: takenBack, steps: [wrong(), whole()] }, []],
    ['goes nowhere else', { steps: [wrong(), whole()] }, [nothing]],
    [
      'is not for what is verified since',
      { entry: takenBack, steps: [wrong(), whole({ verified: [wrong('late'), whole({}, {}, 'again')] })] },
      [another],
    ],
  ])('%s', (_, flow, expected) => {
    expect(found(flow).map((one) => one.message)).toEqual(expected);
  });
});

describe('a promise to write again', () => {
  const promise = (after: Step[], sent?: Step[]): Step[] => [whole({ 'timed-out': [send('not-forgotten', sent && { sent }), ...after] })];
  const broken = ['“Not forgotten” promises that we write again, and a path after it reaches no further wait for the same themes.'];
  const pause = step('check', { if: { field: 'feedback.score', from: 1 } }, { yes: [stop()] });
  test.each<[string, Step[], string[]]>([
    ['is kept by another wait', promise([whole({}, {}, 'again')]), []],
    ['is kept by another wait under its exit', promise([], [whole({}, {}, 'again')]), []],
    ['is kept by a wait further out', [...promise([]), whole({}, {}, 'again')], []],
    ['is kept by a wait for the entry’s themes and more', promise([whole({}, { themes: ['billing', 'pricing'] }, 'again')]), []],
    ['is broken by the end of the flow', promise([]), broken],
    ['is broken by closing', promise([close()]), broken],
    ['is broken by a wait for other themes', promise([whole({}, { themes: ['billing'] }, 'again')]), broken],
    ['is broken by one path that ends before', promise([pause, whole({}, {}, 'again')]), broken],
    [
      'is broken by a further message that may be withheld',
      promise([send('have-not-managed', undefined, 'more'), whole({}, {}, 'again')]),
      broken,
    ],
    [
      'is broken by a wait before it only',
      [whole({ 'timed-out': [whole({ 'timed-out': [send('not-forgotten')] }, {}, 'again')] })],
      broken,
    ],
    [
      'is about the themes of the wait around it',
      [whole({ 'timed-out': [send('not-forgotten'), whole({}, { themes: ['billing'] }, 'again')] }, { themes: ['billing'] })],
      [],
    ],
  ])('%s', (_, steps, expected) => {
    expect(found({ steps }).map((one) => one.message)).toEqual(expected);
  });
});

test('a message that makes an offer cannot be used', () => {
  expect(found({ steps: [send('half-off')] }).map(brief)).toEqual([
    'blocks send steps.0.config.template: “Half off” cannot go out: it makes an offer: “50 % off”.',
  ]);
  expect(found({ steps: [send('long')] }).map(brief)).toEqual(['warns send steps.0.config.template: “Long”: it has 140 words.']);
});
