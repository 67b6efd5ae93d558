import {
  Attributes,
  Clause,
  Consent,
  Feeling,
  Flow,
  Instant,
  Key,
  Locale,
  ScoreKind,
  Slug,
  TimeZone,
} from '@loopwright/workflows/contract';
import { z } from 'zod';

const LONGEST_DAYS = 3653;
const MOST_EVENTS = 100;
export const DAY_MS = 86_400_000;

/** An instant, or so many days after the loop opened. */
const At = z.union([Instant, z.number().min(0, 'a day is counted from 0').max(LONGEST_DAYS)]);
export type At = z.output<typeof At>;

const about = { improvement: Slug.optional(), themes: z.array(Key).min(1).max(50).optional() };

/** What happens while the loop walks. Without an improvement one is supposed; without themes it is about what let them in. */
export const Event = z.discriminatedUnion('what', [
  z.strictObject({ at: At, what: z.literal('verified'), ...about, change: Clause.optional(), shippedAt: At.optional() }),
  z.strictObject({ at: At, what: z.literal('declined'), ...about, decision: z.string().trim().min(1).max(500).optional() }),
  z.strictObject({ at: At, what: z.literal('retracted'), improvement: Slug.optional() }),
  z.strictObject({ at: At, what: z.literal('said-again'), themes: z.array(Key).max(50).optional() }),
  z.strictObject({ at: At, what: z.literal('attributes'), attributes: Attributes }),
  z.strictObject({ at: At, what: z.literal('answered'), says: z.string().min(1).max(60) }),
  z.strictObject({ at: At, what: z.literal('scored'), kind: ScoreKind, score: z.number() }),
  ...(['approved', 'refused', 'done', 'not-done', 'paused', 'resumed', 'stopped-mail', 'ended'] as const).map((what) =>
    z.strictObject({ at: At, what: z.literal(what) }),
  ),
]);
export type Event = z.output<typeof Event>;

/** A customer and what they said, made up; everything that is left out is as little as possible. */
export const MadeUp = z.strictObject({
  source: Key.default('made-up'),
  text: z.string().max(20_000).optional(),
  score: z.number().optional(),
  scoreKind: ScoreKind.optional(),
  event: Key.optional(),
  occurredAt: Instant.optional(),
  language: Locale.optional(),
  brand: Key.optional(),
  attributes: Attributes.default({}),
  themes: z.array(Key).max(50).default([]),
  feeling: Feeling.optional(),
  customer: z
    .strictObject({
      name: z.string().max(200).optional(),
      email: z.email('this is not an email address').max(254).optional(),
      locale: Locale.optional(),
      timeZone: TimeZone.optional(),
      attributes: Attributes.default({}),
      consent: Consent.default({}),
    })
    .prefault({}),
});
export type MadeUp = z.output<typeof MadeUp>;

const trial = {
  feedbackId: z.string().max(120).optional(),
  feedback: MadeUp.optional(),
  events: z.array(Event).max(MOST_EVENTS).default([]),
  until: At.optional(),
  /** Teams and other systems that cannot be reached, by their steps. */
  failing: z.array(z.string().max(60)).max(500).default([]),
};
const one = 'give either feedbackId, or feedback made up';
const either = ({ feedbackId, feedback }: { feedbackId?: unknown; feedback?: unknown }): boolean =>
  (feedbackId === undefined) !== (feedback === undefined);

/** Who is tried with what. */
export const Trial = z.strictObject(trial).refine(either, one);
export type Trial = z.output<typeof Trial>;

/** `draft`: the flow as it is being changed; without it, as it was saved. */
export const PreviewBody = z.strictObject({ ...trial, draft: Flow.optional() }).refine(either, one);
