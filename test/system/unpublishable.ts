import type { Step } from '@loopwright/workflows/contract';
import { close, send, step, stop, waitFor } from '../builders/steps.ts';

/** A problem as publishing tells it. */
export interface Told {
  step: string | null;
  path: string;
  message: string;
  fix: string;
}

export const flow = (name: string, theme: string, steps: Step[]): object => ({
  name,
  entry: { themes: [theme], feelings: ['complaint'] },
  steps,
});

/** Told on the way that an improvement opens; nothing on the others. */
export const verified = (...path: Step[]): Step => waitFor({ verified: path, 'timed-out': [stop('late')] }, { atMost: 'P90D' });
export const tell = send('you-asked-we-changed', undefined, 'tell');

/** What cannot be published, and what is said about it. */
export const UNPUBLISHABLE: [string, Step[], Told][] = [
  [
    'a step after stop',
    [verified(tell, close()), stop(), step('wait', { for: 'P1D' }, undefined, 'pause')],
    {
      step: 'stop',
      path: 'steps.1',
      message: '“End unanswered” ends the loop, so the steps after it never run.',
      fix: 'Move it to the end of its path, or remove the steps after it.',
    },
  ],
  [
    'a claim in a path without an improvement',
    [
      waitFor(
        { verified: [tell, close()], 'timed-out': [send('you-asked-we-changed', undefined, 'late'), close('end')] },
        { atMost: 'P90D' },
      ),
    ],
    {
      step: 'late',
      path: 'steps.0.exits.timed-out.0.config.template',
      message: '“You asked, we changed it” says that something changed, and no verified improvement is in hand here.',
      fix: 'Move it under “verified” of a wait for an improvement, or choose a message that claims nothing.',
    },
  ],
  [
    'a promise to return with no further wait',
    [waitFor({ verified: [tell, close()], 'timed-out': [send('not-forgotten', undefined, 'promise')] }, { atMost: 'P90D' })],
    {
      step: 'promise',
      path: 'steps.0.exits.timed-out.0.config.template',
      message: '“Not forgotten” promises that we write again, and a path after it reaches no further wait for the same themes.',
      fix: 'Put a wait for an improvement to the same themes on every path after it, or choose a message without the promise.',
    },
  ],
  ...['P100Y', 'P36500D'].map((atMost): [string, Step[], Told] => [
    `a wait of 100 years (${atMost})`,
    [waitFor({ verified: [tell, close()] }, { atMost })],
    {
      step: 'wait',
      path: 'steps.0.config.atMost',
      message: 'The limit of “Wait for an improvement” cannot be used: the longest is P1826D (5 years).',
      fix: 'Write weeks, days, hours or minutes, such as P90D, at most P1826D (5 years).',
    },
  ]),
];

/** Checks one after another, and a stop in the end; nested, since a sequence itself has a limit too. */
export const manySteps = (most: number): Step[] => {
  const check = (n: number): Step => step('check', { if: { field: 'customer.locale', known: true } }, undefined, `check-${String(n)}`);
  const inner = Array.from({ length: most - 251 }, (_, n) => check(250 + n));
  const outer = Array.from({ length: 249 }, (_, n) => check(n));
  return [...outer, { ...check(249), exits: { yes: inner } }, step('stop', { reason: 'looked at everything' }, undefined, 'end')];
};
