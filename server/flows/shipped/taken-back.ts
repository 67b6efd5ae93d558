import { approval, close, decided, notManaged, send, waitFor } from './parts.ts';
import type { Shipped } from './parts.ts';

export const takenBack: Shipped = {
  key: 'taken-back',
  name: 'Taken back',
  about:
    'Corrects those who were told of an improvement that is taken back, once somebody has approved the words, and tells them when it holds.',
  feelings: [],
  meantFor: null,
  flow: ({ approvers }) => ({
    name: 'Taken back',
    entry: { kind: 'taken-back' },
    steps: [
      ...approval('approve', approvers, { standInAfter: 'PT2H', covers: 'one-text' }),
      send('wrong', 'what-i-told-you-was-wrong'),
      waitFor('wait', 'P180D', {
        verified: [send('holds', 'now-it-holds'), close('told')],
        declined: decided('again'),
        'timed-out': notManaged('again'),
      }),
    ],
  }),
};
