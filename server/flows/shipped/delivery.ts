import type { Step } from '@loopwright/workflows/contract';
import { close, decided, notManaged, send, waitFor } from './parts.ts';
import type { Shipped } from './parts.ts';

const putRight = (team: string): Step => ({
  id: 'put-right',
  kind: 'notify-team',
  config: { team, text: 'Put this one right within a working day', withWords: true, when: 'each', goOn: 'now' },
});

const customersOfThisYear: Step = {
  id: 'still-a-customer',
  kind: 'check',
  config: { if: { field: 'customer.attributes.ordersLast12Months', from: 1 }, unknown: 'no' },
  exits: { yes: [send('deliveries', 'deliveries-to-you')], no: [send('changed', 'you-asked-we-changed')] },
};

export const delivery: Shipped = {
  key: 'delivery',
  name: 'Delivery',
  about: 'Has your team put a late delivery right at once, and tells the customer when deliveries to them change.',
  feelings: ['complaint'],
  meantFor: /deliver|shipping|parcel|courier/i,
  flow: ({ theme, team, knows }) => ({
    name: 'Delivery',
    entry: { themes: [theme], feelings: ['complaint'], maxAge: 'P7D' },
    steps: [
      ...(team === null ? [] : [putRight(team)]),
      waitFor('wait', 'P180D', {
        verified: [...(knows.has('ordersLast12Months') ? [customersOfThisYear] : [send('changed', 'you-asked-we-changed')]), close('told')],
        declined: decided('delivery'),
        'timed-out': notManaged('delivery'),
      }),
    ],
  }),
};
