import type { ScoreKind, Step } from '@loopwright/workflows/contract';
import { answerThem, close, decided, give, notManaged, send, waitFor } from './parts.ts';
import type { Own, Shipped } from './parts.ts';

/** What counts as good where no score of the kind opened the loop. */
const GOOD: Readonly<Record<ScoreKind, number>> = { nps: 9, csat: 4, stars: 4 };

/** Their next score says whether it is true for them; somebody answers where it is no better. */
function nextScore({ theme, score, doer }: Own): Step[] {
  if (!score || !doer) return [];
  const exits: Step['exits'] = {
    better: [close('better', 'confirmed')],
    'same-or-worse': answerThem('no-better', doer, 'Their next delivery was no better: look into it, and answer them'),
  };
  const config = { score, themes: [theme], atMost: 'P60D', without: GOOD[score] };
  return [{ id: 'next-score', kind: 'wait-for-feedback', config, exits }];
}

const customersOfThisYear = (own: Own): Step => ({
  id: 'still-a-customer',
  kind: 'check',
  config: { if: { field: 'customer.attributes.ordersLast12Months', from: 1 }, unknown: 'no' },
  exits: { yes: [send('deliveries', 'deliveries-to-you'), ...nextScore(own)], no: [send('changed', 'you-asked-we-changed')] },
});

export const delivery: Shipped = {
  key: 'delivery',
  name: 'Delivery',
  about:
    'Has your team put a late delivery right at once, tells the customer when deliveries to them change, and looks at the score of their next one.',
  feelings: ['complaint'],
  meantFor: /deliver|shipping|parcel|courier/i,
  flow: (own) => ({
    name: 'Delivery',
    entry: { themes: [own.theme], feelings: ['complaint'], maxAge: 'P7D' },
    steps: [
      ...give('put-right', own.doer, 'Put this one right', 1),
      waitFor('wait', 'P180D', {
        verified: [
          ...(own.knows.has('ordersLast12Months') ? [customersOfThisYear(own)] : [send('changed', 'you-asked-we-changed')]),
          close('told'),
        ],
        declined: decided('delivery'),
        'timed-out': notManaged('delivery'),
      }),
    ],
  }),
};
