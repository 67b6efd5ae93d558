import { CHANNELS } from './channels.ts';
import { demoFeedback } from './feedback.ts';
import { delivery } from './flow-delivery.ts';
import { fixedFault } from './flow-fixed-fault.ts';
import { priceChange } from './flow-price-change.ts';
import { demoImprovements } from './improvements.ts';
import { demoTeams } from './teams.ts';
import { demoThemes } from './themes.ts';
import { LOAD_ORDER, type DemoCast, type DemoWorkspace } from './workspace-shape.ts';

const cast: DemoCast = {
  stoppedMail: ['HB-1032', 'HB-1033'],
  noAddress: 'HB-1034',
  movedToBasic: 'HB-1035',
  spokeAfter: 'HB-1036',
  inTwoFlows: 'HB-1037',
};

/** Halden Bikes, invented: the same for the same `now`, every date counted back from it. */
export const demoWorkspace = (now: Date): DemoWorkspace => ({
  company: { name: 'Halden Bikes', zone: 'Europe/Oslo' },
  houseRules: { sendDelay: 'PT0S', quietHours: null, cap: null },
  steps: LOAD_ORDER,
  teams: demoTeams,
  themes: demoThemes,
  flows: [fixedFault, priceChange, delivery].map((flow) => ({ flow, publish: { hold: false } })),
  feedback: demoFeedback(now),
  sources: Object.values(CHANNELS).map(({ key, name, channel }) => ({ key, name, channel, trust: 'confirmed' })),
  patches: [{ externalId: cast.movedToBasic, patch: { attributes: { plan: 'basic' } } }],
  improvements: demoImprovements(now),
  cast,
});
