import { expect, it } from 'vitest';
import { nextOpenInstant } from '../telling/quiet-hours.ts';
import { nextOpenIn } from './next-open.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const ODD_STEP = 47 * MINUTE + 13;

/** Days around which clocks are set somewhere in 2026. */
const CHANGES = [
  Date.UTC(2026, 2, 8),
  Date.UTC(2026, 2, 29),
  Date.UTC(2026, 3, 5),
  Date.UTC(2026, 8, 27),
  Date.UTC(2026, 9, 25),
  Date.UTC(2026, 10, 1),
];

it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Auckland'])(
  'the remembered opening is the one the gate finds, through every change of the clocks of %s',
  (zone) => {
    for (const hours of [
      { from: 8, to: 20 },
      { from: 22, to: 6 },
      { from: 2, to: 3 },
    ]) {
      const next = nextOpenIn(hours);
      for (const day of CHANGES)
        for (let now = day - DAY; now < day + 2 * DAY; now += ODD_STEP)
          expect(next(zone, now)).toBe(nextOpenInstant(hours, zone, new Date(now)).getTime());
    }
  },
);
