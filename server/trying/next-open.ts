import { nextOpenInstant } from '../telling/quiet-hours.ts';

const QUARTER_MS = 900_000;
const MOST = 200_000;

/**
 * The first instant at which messages leave, remembered by zone and quarter of an hour: clocks are set in quarters, so that within one all
 * instants have the same hour.
 */
export function nextOpenIn(hours: { from: number; to: number } | null): (zone: string, now: number) => number {
  if (!hours) return (_, now) => now;
  const known = new Map<string, Map<number, number | null>>();
  return (zone, now) => {
    const quarter = Math.floor(now / QUARTER_MS);
    let ofZone = known.get(zone);
    if (!ofZone || ofZone.size > MOST) known.set(zone, (ofZone = new Map<number, number | null>()));
    let next = ofZone.get(quarter);
    if (next === undefined) {
      const open = nextOpenInstant(hours, zone, new Date(quarter * QUARTER_MS)).getTime();
      next = open === quarter * QUARTER_MS ? null : open;
      ofZone.set(quarter, next);
    }
    return next ?? now;
  };
}
