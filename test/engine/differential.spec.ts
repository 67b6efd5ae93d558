import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { allKinds } from '../../workflows/steps/kinds.ts';
import { BothWays, DRIFT, apart, casesReaching, differing, exitsReached } from './both-ways.ts';
import type { Played } from './both-ways.ts';

/** About how often each exit of each kind is reached; `npm run agreement` has the hundreds. */
const TIMES = 1;
const AMONG = 5_000;

describe('random flows and histories', () => {
  let both: BothWays;
  let played: Played[] = [];

  beforeAll(async () => {
    both = await BothWays.open(inject('temporalTestServer'));
    played = await both.play(await casesReaching(TIMES, { among: AMONG }));
  }, 600_000);

  afterAll(() => both.close());

  it('walk the same trail to the same end on Temporal and in simulation', () => {
    expect(differing(played)).toEqual([]);
  });

  it('do everything at the same time, but for the seconds that walking takes', () => {
    expect(Math.max(...played.map(apart))).toBeLessThan(DRIFT);
  });

  it('reach every exit of every kind', () => {
    const reached = [...exitsReached(played).keys()].sort();
    expect(reached).toEqual(EXITS);
    const kinds = new Set(reached.map((exit) => exit.split(' ')[0]));
    expect([...kinds].sort()).toEqual(
      allKinds()
        .map(({ kind }) => kind)
        .sort(),
    );
    expect(played.filter(({ simulated }) => simulated.ending === null).length).toBeGreaterThan(5);
    expect(played.filter(({ simulated }) => simulated.trail.length >= 4).length).toBeGreaterThan(15);
  });
});

/** `unwound`: what was in hand held no more, and the loop waits again. */
const EXITS = [
  ...['approved', 'declined', 'timed-out', 'unwound'].map((exit) => `ask-approval ${exit}`),
  ...['Delivery', 'Price', 'timed-out', 'unwound', 'withheld'].map((exit) => `ask-question ${exit}`),
  ...['done', 'next', 'not-done'].map((exit) => `assign ${exit}`),
  ...['answered', 'failed'].map((exit) => `call-webhook ${exit}`),
  ...['no', 'yes'].map((exit) => `check ${exit}`),
  'close-loop end',
  ...['delivered', 'failed'].map((exit) => `notify-team ${exit}`),
  ...['sent', 'unwound', 'withheld'].map((exit) => `send-message ${exit}`),
  'set-attribute next',
  ...['a', 'b', 'c'].map((exit) => `split ${exit}`),
  'stop end',
  'wait next',
  ...['better', 'same-or-worse', 'timed-out'].map((exit) => `wait-for-feedback ${exit}`),
  ...['declined', 'timed-out', 'verified'].map((exit) => `wait-for-improvement ${exit}`),
  ...['not-fixed', 'not-what-i-said', 'other', 'satisfied', 'timed-out'].map((exit) => `wait-for-reply ${exit}`),
];
