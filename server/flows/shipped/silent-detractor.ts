import type { Step } from '@loopwright/workflows/contract';
import type { Shipped } from './parts.ts';

const MOST_ANSWERS = 10;

const ask = (answers: readonly string[]): Step => ({
  id: 'main-thing',
  kind: 'ask-question',
  config: { template: 'what-was-the-main-thing', channel: 'email', answers, asTheme: true, unlessWithin: 'P180D', atMost: 'P14D' },
  exits: { 'timed-out': [{ id: 'never-said', kind: 'stop', config: { reason: 'they did not say what the main thing was' } }] },
});

export const silentDetractor: Shipped = {
  key: 'silent-detractor',
  name: 'Silent detractor',
  about: 'Asks those who gave a low score without words what the main thing was, and lets the flow of that theme go on.',
  feelings: [],
  meantFor: null,
  people: ({ silent }) => silent,
  missing: ({ served }) => (served.length < 2 ? 'It asks which theme it was: publish flows about two themes first.' : null),
  flow: ({ served }) => ({
    name: 'Silent detractor',
    entry: { score: { kind: 'nps', from: 0, to: 6 }, withoutText: true },
    steps: [
      ask(served.slice(0, MOST_ANSWERS)),
      { id: 'goes-on-there', kind: 'stop', config: { reason: 'what they said goes on in the flow of its theme' } },
    ],
  }),
};
