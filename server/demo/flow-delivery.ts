import type { FlowInput, Step } from '@loopwright/workflows/contract';
import { close, inNameOf, waitFor } from './flow-steps.ts';
import { SUPPORT_TEAM } from './teams.ts';

const tell = inNameOf('Jonas Brekke');

const customersOfThisYear: Step = {
  id: 'still-a-customer',
  kind: 'check',
  config: { if: { field: 'customer.attributes.ordersLast12Months', from: 1 }, unknown: 'no' },
  exits: { yes: [tell('deliveries', 'deliveries-to-you')], no: [tell('changed', 'you-asked-we-changed')] },
};

/** Complains about delivery within the week: support puts this one right, then the customer hears when deliveries change. */
export const delivery: FlowInput = {
  name: 'Delivery (demo)',
  entry: {
    themes: ['demo-delivery'],
    feelings: ['complaint'],
    certainty: 'confirmed',
    again: { per: 'customer-and-theme', within: 'P90D' },
    maxAge: 'P7D',
    since: 'publishing',
  },
  steps: [
    {
      id: 'put-right',
      kind: 'notify-team',
      config: { team: SUPPORT_TEAM, text: 'Put this one right within a working day', withWords: true, when: 'each', goOn: 'now' },
    },
    waitFor('first-wait', 'P180D', {
      verified: [customersOfThisYear, close('told')],
      declined: [tell('decided', 'not-this-one'), close('heard-no')],
      'timed-out': [tell('not-managed', 'we-have-not-managed-it'), close('told-not-managed')],
    }),
  ],
};
