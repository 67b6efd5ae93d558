import { close, decided, notManaged, send, waitFor } from './parts.ts';
import type { Shipped } from './parts.ts';

export const fixedFault: Shipped = {
  key: 'fixed-fault',
  name: 'Fixed fault',
  about: 'Tells those who reported a fault that it is fixed; asks your team to plan or decline what takes long.',
  feelings: ['complaint'],
  meantFor: /fault|bug|crash|app|error/i,
  flow: ({ theme, team }) => ({
    name: 'Fixed fault',
    entry: { themes: [theme], feelings: ['complaint'] },
    steps: [
      waitFor('first-wait', 'P120D', {
        verified: [send('fixed', 'it-is-fixed'), close('told')],
        declined: decided('first'),
        'timed-out': [
          ...(team === null
            ? []
            : [
                {
                  id: 'ask-the-team',
                  kind: 'notify-team',
                  config: { team, text: 'Plan it or decline it', withWords: false, when: 'daily', goOn: 'now' },
                },
              ]),
          waitFor('second-wait', 'P365D', {
            verified: [send('fixed-later', 'it-is-fixed'), close('told-later')],
            declined: decided('second'),
            'timed-out': notManaged('second'),
          }),
        ],
      }),
    ],
  }),
};
