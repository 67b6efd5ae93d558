import type { FlowInput } from '@loopwright/workflows/contract';
import { close, inNameOf, waitFor } from './flow-steps.ts';

const tell = inNameOf('Maya Lind');

/** Complains about or wishes for something in pricing, on Pro at that moment. */
export const priceChange: FlowInput = {
  name: 'Price change (demo)',
  entry: {
    themes: ['demo-pricing'],
    feelings: ['complaint', 'wish'],
    certainty: 'confirmed',
    onlyIf: { field: 'customer.attributes.plan', is: ['pro'] },
    again: { per: 'customer-and-theme', within: 'P90D' },
    maxAge: 'P30D',
    since: 'publishing',
  },
  steps: [
    waitFor('first-wait', 'P90D', {
      verified: [tell('changed', 'you-asked-we-changed'), close('told')],
      declined: [tell('decided', 'not-this-one'), close('heard-no')],
      'timed-out': [
        tell('not-forgotten', 'not-forgotten', []),
        waitFor('second-wait', 'P365D', {
          verified: [tell('changed-later', 'you-asked-we-changed'), close('told-later')],
          declined: [tell('decided-later', 'not-this-one'), close('heard-no-later')],
          'timed-out': [tell('not-managed', 'we-have-not-managed-it'), close('told-not-managed')],
        }),
      ],
    }),
  ],
};
