import type { FlowInput, Step } from '@loopwright/workflows/contract';
import { close, send, step, stop, waitFor } from '../../builders/steps.ts';

/** Steps of one round below: a check, what it tells, and a wait with five steps on its paths. */
const A_ROUND = 10;

/** A flow of so many steps, with waits, paths and messages inside each other as in one that grew over the years. */
export function longFlow(steps: number, theme: string): FlowInput {
  const rounds = Math.floor(steps / A_ROUND);
  const alone = steps - rounds * A_ROUND;
  return {
    name: `${String(steps)} steps`,
    entry: { themes: [theme], feelings: ['complaint'] },
    steps: [
      ...Array.from({ length: rounds }, (_, at) => round(`r${String(at)}`)).flat(),
      ...Array.from({ length: alone }, (_, at) => tell(`alone-${String(at)}`)),
    ],
  };
}

const tell = (id: string): Step => step('wait', { for: 'P1D' }, undefined, id);

const round = (id: string): Step[] => [
  tell(`${id}-first`),
  step(
    'check',
    { if: { field: 'customer.attributes.plan', is: ['pro'] } },
    { yes: [tell(`${id}-yes`)], no: [tell(`${id}-no`), tell(`${id}-no-2`)] },
    `${id}-check`,
  ),
  waitFor(
    {
      verified: [send('you-asked-we-changed', undefined, `${id}-tell`)],
      declined: [send('not-this-one', undefined, `${id}-no-tell`), close(`${id}-close`)],
      'timed-out': [stop(`${id}-stop`)],
    },
    { themes: 'same', atMost: 'P90D' },
    `${id}-wait`,
  ),
];
