import type { Step, Who } from '@loopwright/workflows/contract';
import { answerThem, close, decided, give, notManaged, send, waitFor } from './parts.ts';
import type { Shipped } from './parts.ts';

const FIXED = 'it-is-fixed';

/** Says that it is fixed, and asks; what the customer answers decides, and somebody reads what no link explains. */
function fixed(id: string, reader: Who | null): Step[] {
  const told = [send(`${id}-fixed`, FIXED), close(`${id}-told`)];
  if (!reader) return told;
  const asked: Step = {
    id: `${id}-did-it-work`,
    kind: 'wait-for-reply',
    config: { to: FIXED, reader, readIn: 1, atMost: 'P14D' },
    exits: {
      satisfied: [close(`${id}-works`, 'confirmed')],
      'not-fixed': answerThem(`${id}-still-not`, reader, 'It is still not fixed for this customer: look into it, and answer them'),
    },
  };
  return told.toSpliced(1, 0, asked);
}

export const fixedFault: Shipped = {
  key: 'fixed-fault',
  name: 'Fixed fault',
  about: 'Tells those who reported a fault that it is fixed, and asks whether it is; has your team plan or decline what takes long.',
  feelings: ['complaint'],
  meantFor: /fault|bug|crash|app|error/i,
  flow: ({ theme, doer }) => ({
    name: 'Fixed fault',
    entry: { themes: [theme], feelings: ['complaint'] },
    steps: [
      waitFor('first-wait', 'P120D', {
        verified: fixed('first', doer),
        declined: decided('first'),
        'timed-out': [
          ...give('plan-or-decline', doer, 'Plan it or decline it', 5),
          waitFor('second-wait', 'P365D', {
            verified: fixed('second', doer),
            declined: decided('second'),
            'timed-out': notManaged('second'),
          }),
        ],
      }),
    ],
  }),
};
