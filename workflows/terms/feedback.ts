import { z } from 'zod';
import { Instant, Locale, TimeZone } from './instant.ts';
import { Attributes, Key } from './key.ts';

export const Feeling = z.enum(['complaint', 'wish', 'praise', 'neutral']);
export type Feeling = z.infer<typeof Feeling>;

export const ScoreKind = z.enum(['nps', 'csat', 'stars']);
export type ScoreKind = z.infer<typeof ScoreKind>;
const SCORES = { nps: [0, 10], csat: [1, 5], stars: [1, 5] } as const;

/** Consent by channel; `email: false` means never by email. Nothing given = may be answered. */
export const Consent = z.strictObject({ email: z.boolean().optional(), webhook: z.boolean().optional(), quote: z.boolean().optional() });
export type Consent = z.infer<typeof Consent>;

/** Who spoke, as the source knows them. externalId is the company-wide customer number. */
export const CustomerInFeedback = z.strictObject({
  externalId: z.string().trim().min(1).max(200).optional(),
  email: z.email('this is not an email address').max(254).optional(),
  name: z.string().max(200).optional(),
  locale: Locale.optional(),
  timeZone: TimeZone.optional(),
  attributes: Attributes.optional(),
  consent: Consent.optional(),
});
export type CustomerInFeedback = z.infer<typeof CustomerInFeedback>;

/** One feedback as a source sends it. At least one of text, score and event; a score needs its scoreKind. */
export const FeedbackInput = z
  .strictObject({
    source: Key,
    externalId: z.string().min(1).max(200),
    text: z.string().max(20_000).optional(),
    score: z.number().optional(),
    scoreKind: ScoreKind.optional(),
    event: Key.optional(),
    occurredAt: Instant.optional(),
    language: Locale.optional(),
    attributes: Attributes.optional(),
    themes: z.array(Key).max(50).optional(),
    feeling: Feeling.optional(),
    brand: Key.optional(),
    customer: CustomerInFeedback,
  })
  .superRefine((feedback, context) => {
    if (feedback.text === undefined && feedback.score === undefined && feedback.event === undefined)
      context.addIssue({ code: 'custom', path: ['text'], message: 'give at least one of text, score and event' });
    if (feedback.score === undefined) return;
    if (!feedback.scoreKind) {
      context.addIssue({ code: 'custom', path: ['scoreKind'], message: 'a score needs its scoreKind: nps, csat or stars' });
      return;
    }
    const [from, to] = SCORES[feedback.scoreKind];
    if (feedback.score < from || feedback.score > to)
      context.addIssue({ code: 'custom', path: ['score'], message: `${feedback.scoreKind} goes from ${String(from)} to ${String(to)}` });
  });
export type FeedbackInput = z.infer<typeof FeedbackInput>;

/** How far feedback has come on its way to loops. */
export const Stage = z.enum(['received', 'tagged', 'matched', 'looped', 'stuck']);
export type Stage = z.infer<typeof Stage>;
