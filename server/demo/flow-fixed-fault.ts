import type { FlowInput } from '@loopwright/workflows/contract';
import { close, inNameOf, waitFor } from './flow-steps.ts';
import { APP_TEAM } from './teams.ts';

const tell = inNameOf('Ana Ruiz');

/** Complains about a fault of the app, or about a price the app shows; in both the app's version comes along. */
export const fixedFault: FlowInput = {
  name: 'Fixed fault (demo)',
  entry: {
    themes: ['demo-app-faults', 'demo-pricing'],
    match: 'any',
    feelings: ['complaint'],
    certainty: 'confirmed',
    onlyIf: { field: 'feedback.attributes.appVersion', known: true },
    again: { per: 'customer-and-theme', within: 'P90D' },
    maxAge: 'P30D',
    since: 'publishing',
  },
  steps: [
    waitFor('first-wait', 'P120D', {
      verified: [tell('fixed', 'it-is-fixed'), close('told')],
      declined: [tell('decided', 'not-this-one'), close('heard-no')],
      'timed-out': [
        {
          id: 'ask-the-team',
          kind: 'notify-team',
          config: { team: APP_TEAM, text: 'Plan it or decline it', withWords: false, when: 'daily', goOn: 'now' },
        },
        tell('not-forgotten', 'not-forgotten', []),
        waitFor('second-wait', 'P365D', {
          verified: [tell('fixed-later', 'it-is-fixed'), close('told-later')],
          declined: [tell('decided-later', 'not-this-one'), close('heard-no-later')],
          'timed-out': [tell('not-managed', 'we-have-not-managed-it'), close('told-not-managed')],
        }),
      ],
    }),
  ],
};
