import { expect, test } from 'vitest';
import { Flow } from '../terms/flow.ts';
import { unknownFields } from './unknown-fields.ts';

const paths = (...configs: [kind: string, config: Record<string, unknown>][]): string[] =>
  unknownFields(Flow.parse({ name: 'F', steps: configs.map(([kind, config], at) => ({ id: `s${String(at)}`, kind, config })) })).map(
    ({ path }) => path,
  );

test('a setting that no kind has is refused with its place', () => {
  expect(paths(['wait', { for: 'P1D', unti: {} }])).toEqual(['steps.0.config.unti']);
  expect(paths(['wait', { until: { weekday: 1, time: '09:00', zone: 'UTC' } }])).toEqual(['steps.0.config.until.zone']);
  expect(paths(['split', { shares: [{ key: 'A', percent: 50, color: 'red' }] }])).toEqual(['steps.0.config.shares.0.color']);
});

test('so is one deep inside a condition', () => {
  expect(paths(['check', { if: { all: [{ field: 'feedback.score', from: 1, than: 2 }] } }])).toEqual(['steps.0.config.if.all.0.than']);
});

test('an incomplete or wrong setting is not: a draft may have them', () => {
  expect(
    paths(['wait', {}], ['send-message', { channel: 'pigeon' }], ['check', { if: { field: 'x' } }], ['levitate', { by: '1 m' }]),
  ).toEqual([]);
});

test('steps under exits are read too', () => {
  const inner = { id: 'in', kind: 'stop', config: { why: 'x' } };
  const flow = Flow.parse({ name: 'F', steps: [{ id: 'a', kind: 'send-message', config: {}, exits: { sent: [inner] } }] });
  expect(unknownFields(flow)).toEqual([{ path: 'steps.0.exits.sent.0.config.why', message: 'stop has no setting “why”' }]);
});
