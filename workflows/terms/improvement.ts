import { z } from 'zod';
import { Condition } from './condition.ts';
import { Instant, Locale } from './instant.ts';
import { Key, Slug } from './key.ts';

const MAX_WORDS = 20;
const wordCount = (text: string): number => text.trim().split(/\s+/u).filter(Boolean).length;

const ClauseText = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((text) => wordCount(text) <= MAX_WORDS, `at most ${String(MAX_WORDS)} words a customer can read`);

/** What changed, said for customers: "prices now include tax". One text, or one a language. */
export const Clause = z.union([ClauseText, z.record(Locale, ClauseText)]);
export type Clause = z.infer<typeof Clause>;

/** An address that people follow: nothing that a browser would run. */
const Followed = z.url({ protocol: /^https?$/, message: 'write an address that begins with http:// or https://' }).max(2000);

/** Why the company says that it holds. */
export const Evidence = z.union([
  z.string().trim().min(1).max(5000),
  z
    .array(z.strictObject({ text: z.string().trim().min(1).max(5000), url: Followed.optional() }))
    .min(1)
    .max(50),
]);
export type Evidence = z.infer<typeof Evidence>;

export const ImprovementState = z.enum(['planned', 'shipped', 'verified', 'declined', 'retracted', 'expired']);
export type ImprovementState = z.infer<typeof ImprovementState>;

/** What a person gives to record an improvement; it is born planned. */
export const ImprovementInput = z.strictObject({
  id: Slug.optional(),
  themes: z.array(Key).min(1).max(50),
  title: z.string().trim().min(1).max(200),
  change: Clause,
  stillNot: z.string().max(500).optional(),
  seeAt: Followed.optional(),
  owner: z.string().max(120).optional(),
  scope: Condition.optional(),
  expiresAt: Instant.optional(),
});
export type ImprovementInput = z.infer<typeof ImprovementInput>;

export const ImprovementPatch = ImprovementInput.omit({ id: true })
  .extend({
    shippedAt: Instant,
    scope: Condition.nullable(),
    expiresAt: Instant.nullable(),
    stillNot: z.string().max(500).nullable(),
    seeAt: Followed.nullable(),
  })
  .partial();
export type ImprovementPatch = z.infer<typeof ImprovementPatch>;

export const Ship = z.strictObject({ shippedAt: Instant.optional() });
export const Verify = z.strictObject({ evidence: Evidence, scope: Condition.optional(), expiresAt: Instant.optional() });
export const Decline = z.strictObject({ decision: z.string().trim().min(1).max(500) });
export const Retract = z.strictObject({
  reason: z.string().trim().min(1).max(500),
  whatIsTrue: z.string().trim().min(1).max(500),
  correct: z.boolean(),
});
export type Ship = z.infer<typeof Ship>;
export type Verify = z.infer<typeof Verify>;
export type Decline = z.infer<typeof Decline>;
export type Retract = z.infer<typeof Retract>;
