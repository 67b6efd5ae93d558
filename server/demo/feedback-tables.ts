import { appFaults } from './data/app-faults.ts';
import { appOtherwise } from './data/app-otherwise.ts';
import { bikes } from './data/bikes.ts';
import { deliveryOtherwise } from './data/delivery-otherwise.ts';
import { deliveryRecent } from './data/delivery-recent.ts';
import { general } from './data/general.ts';
import { parts } from './data/parts.ts';
import { pricingOthers } from './data/pricing-others.ts';
import { pricingSix } from './data/pricing-six.ts';
import { pricingTold } from './data/pricing-told.ts';
import { returns } from './data/returns.ts';
import { scores } from './data/scores.ts';
import { staff } from './data/staff.ts';

/** Every table of feedback and the theme its source puts on it; new tables go last, because ids count rows. */
export const FEEDBACK_TABLES: readonly { theme: string | null; table: string }[] = [
  { theme: 'demo-pricing', table: pricingTold },
  { theme: 'demo-pricing', table: pricingSix },
  { theme: 'demo-pricing', table: pricingOthers },
  { theme: 'demo-app-faults', table: appFaults },
  { theme: 'demo-app', table: appOtherwise },
  { theme: 'demo-delivery', table: deliveryRecent },
  { theme: 'demo-delivery', table: deliveryOtherwise },
  { theme: 'demo-staff', table: staff },
  { theme: 'demo-bikes', table: bikes },
  { theme: 'demo-spare-parts', table: parts },
  { theme: 'demo-returns', table: returns },
  { theme: null, table: general },
  { theme: null, table: scores },
];
