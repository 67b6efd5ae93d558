import { Temporal } from 'temporal-polyfill';
import type { Flow } from '@loopwright/workflows/contract';

/** Until when a flow's comparison keeps somebody of this arm from being told: the end of its last day in that zone. */
export function keptUntilIn({ holdback }: Pick<Flow, 'holdback'>, zone: string): (arm: number) => number | null {
  if (!holdback) return () => null;
  const end = Temporal.PlainDate.from(holdback.until).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;
  return (arm) => (arm < holdback.percent / 100 ? end : null);
}
