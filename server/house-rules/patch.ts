import { Duration, TimeZone, milliseconds } from '@loopwright/workflows/contract';
import { z } from 'zod';

const Hour = z.int('write a full hour from 0 to 24').min(0).max(24);
const QuietHours = z
  .strictObject({ from: Hour, to: Hour })
  .refine(({ from, to }) => from !== to, 'from and to are the same hour; write null for any hour')
  .refine(({ from }) => from < 24, { path: ['from'], message: 'write an hour from 0 to 23' });
const LONGEST_DELAY_MS = 7 * 86_400_000;
// A text that is no duration has its own message already.
const lasts = (text: string, fits: (ms: number) => boolean): boolean => !Duration.safeParse(text).success || fits(milliseconds(text));
const Delay = Duration.refine((text) => lasts(text, (ms) => ms <= LONGEST_DELAY_MS), 'at most P7D');
const Within = Duration.refine((text) => lasts(text, (ms) => ms > 0), 'write a length of time above none');
const Line = z.string().trim().min(1).max(200);

const Sender = z.strictObject({
  name: Line,
  /** Where answers go. */
  address: z.email('this is not an email address').max(254).nullable().default(null),
  role: Line.optional(),
  company: Line.optional(),
  postalAddress: z.string().trim().min(1).max(500).optional(),
});

/** A change of the house rules; what is left out stays. */
export const HouseRulesPatch = z
  .strictObject({
    sendDelay: Delay,
    quietHours: QuietHours.nullable(),
    zone: TimeZone,
    cap: z.strictObject({ messages: z.int().min(1).max(100), within: Within }).nullable(),
    bundleWithin: z.null('bundling is not built yet: write null'),
    sender: Sender.nullable(),
    workingDays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .transform((days) => [...new Set(days)].sort()),
    searchable: z.array(z.string().trim().min(1).max(100)).max(20),
    killSwitch: z.boolean(),
  })
  .partial();
