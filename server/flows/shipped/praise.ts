import { close, send } from './parts.ts';
import type { Shipped } from './parts.ts';

export const praise: Shipped = {
  key: 'praise',
  name: 'Praise',
  about: 'Passes praise on to the team it is about, and tells the customer so once it was delivered.',
  feelings: ['praise'],
  meantFor: /staff|service|team|support|people/i,
  missing: ({ team }) => (team === null ? 'It tells a team: set one up under Connections first.' : null),
  flow: ({ theme, team }) => ({
    name: 'Praise',
    entry: { themes: [theme], feelings: ['praise'] },
    steps: [
      {
        id: 'pass-it-on',
        kind: 'notify-team',
        config: { team: team ?? '', text: 'A customer praises you', withWords: true, when: 'each', goOn: 'delivered' },
        exits: {
          delivered: [send('passed-on', 'i-passed-it-on'), close('told')],
          failed: [{ id: 'not-passed-on', kind: 'stop', config: { reason: 'it could not be passed on' } }],
        },
      },
    ],
  }),
};
