import type { Step } from '@loopwright/workflows/contract';
import { approval, close, decided, notManaged, send, waitFor } from './parts.ts';
import type { Own, Shipped } from './parts.ts';

const CHANGED = 'you-asked-we-changed';
const changed = (id: string, approvers: Own['approvers']): Step[] => [
  ...approval(`${id}-approve`, approvers),
  send(`${id}-changed`, CHANGED),
  close(`${id}-told`),
];
const declined = (id: string, [approver]: Own['approvers']): Step[] => [
  ...approval(`${id}-approve-no`, approver === undefined ? [] : [approver]),
  ...decided(id),
];

export const priceChange: Shipped = {
  key: 'price-change',
  name: 'Price change',
  about:
    'Tells those who complained about prices, or wished for another, what was changed; writes once in between that it is not forgotten. One in ten is not told, to compare.',
  feelings: ['complaint', 'wish'],
  meantFor: /pric|cost|fee|bill|tariff/i,
  flow: ({ theme, knows, approvers, comparedUntil }) => ({
    name: 'Price change',
    entry: {
      themes: [theme],
      feelings: ['complaint', 'wish'],
      ...(knows.has('plan=pro') ? { onlyIf: { field: 'customer.attributes.plan', is: ['pro'] } } : {}),
    },
    holdback: { percent: 10, until: comparedUntil },
    steps: [
      waitFor('first-wait', 'P90D', {
        verified: changed('first', approvers),
        declined: declined('first', approvers),
        'timed-out': [
          send('not-forgotten', 'not-forgotten', { withheld: [] }),
          waitFor('second-wait', 'P365D', {
            verified: changed('second', approvers),
            declined: declined('second', approvers),
            'timed-out': notManaged('second'),
          }),
        ],
      }),
    ],
  }),
};
