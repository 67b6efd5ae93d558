import { close, decided, notManaged, send, waitFor } from './parts.ts';
import type { Shipped } from './parts.ts';

export const priceChange: Shipped = {
  key: 'price-change',
  name: 'Price change',
  about:
    'Tells those who complained about prices, or wished for another, what was changed; writes once in between that it is not forgotten.',
  feelings: ['complaint', 'wish'],
  meantFor: /pric|cost|fee|bill|tariff/i,
  flow: ({ theme, knows }) => ({
    name: 'Price change',
    entry: {
      themes: [theme],
      feelings: ['complaint', 'wish'],
      ...(knows.has('plan=pro') ? { onlyIf: { field: 'customer.attributes.plan', is: ['pro'] } } : {}),
    },
    steps: [
      waitFor('first-wait', 'P90D', {
        verified: [send('changed', 'you-asked-we-changed'), close('told')],
        declined: decided('first'),
        'timed-out': [
          send('not-forgotten', 'not-forgotten', { withheld: [] }),
          waitFor('second-wait', 'P365D', {
            verified: [send('changed-later', 'you-asked-we-changed'), close('told-later')],
            declined: decided('second'),
            'timed-out': notManaged('second'),
          }),
        ],
      }),
    ],
  }),
};
