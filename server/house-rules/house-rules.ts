import type { Models } from '../storage/models.ts';
import type { HouseRulesDoc } from './house-rules.schema.ts';

const CAREFUL = { sendDelay: 'PT10M', quietHours: { from: 8, to: 20 }, cap: { messages: 1, within: 'P7D' } };
const OPEN = { sendDelay: 'PT0S', quietHours: null, cap: null };

/** The rules a first start writes: careful where mail really leaves, open where it is kept here. */
export function firstHouseRules(withSmtp: boolean, zone: string): HouseRulesDoc {
  return {
    _id: 'house',
    ...(withSmtp ? CAREFUL : OPEN),
    zone,
    bundleWithin: null,
    sender: null,
    workingDays: [1, 2, 3, 4, 5],
    searchable: [],
    killSwitch: false,
  };
}

/** The stored rules; written once, at the first start, and never changed by themselves. */
export async function houseRules(db: Models): Promise<HouseRulesDoc> {
  const stored = await db.houseRules.findById('house').lean<HouseRulesDoc | null>();
  return stored ?? firstHouseRules(false, 'UTC');
}

/** The zone that serves customers whose own is unknown. */
export const zoneOf = async (db: Models): Promise<string> => (await houseRules(db)).zone;

/** Stores the first rules if there are none yet. */
export async function prepareHouseRules(db: Models, withSmtp: boolean, zone: string): Promise<void> {
  await db.houseRules.updateOne({ _id: 'house' }, { $setOnInsert: firstHouseRules(withSmtp, zone) }, { upsert: true });
}
