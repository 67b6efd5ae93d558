import { z } from 'zod';
import { Condition } from './condition.ts';
import { noDeeperThan } from './depth.ts';
import { Duration } from './duration.ts';
import { Feeling, ScoreKind } from './feedback.ts';
import { Day, Locale } from './instant.ts';
import { Key, StepId } from './key.ts';

const ScoreRange = z
  .strictObject({ kind: ScoreKind, from: z.number(), to: z.number() })
  .refine((range) => range.from <= range.to, 'from is above to');

/** Whether more of the same joins an open loop or starts its own. */
const Again = z.union([z.strictObject({ per: z.literal('customer-and-theme'), within: Duration }), z.literal('every')]);

/** What lets feedback in. Absent = any. `since` compares receivedAt with the first publication, or occurredAt with an instant. */
export const Entry = z.strictObject({
  kind: z.enum(['feedback', 'taken-back']).default('feedback'),
  themes: z.array(Key).max(200).optional(),
  match: z.enum(['any', 'all']).default('any'),
  feelings: z.array(Feeling).max(4).optional(),
  sources: z.array(Key).max(200).optional(),
  brands: z.array(Key).max(200).optional(),
  languages: z.array(Locale).max(200).optional(),
  score: ScoreRange.optional(),
  withoutText: z.boolean().optional(),
  certainty: z.enum(['confirmed', 'certified']).default('confirmed'),
  onlyIf: Condition.optional(),
  again: Again.default({ per: 'customer-and-theme', within: 'P90D' }),
  maxAge: Duration.nullable().default('P30D'),
  since: z.union([z.literal('publishing'), z.iso.datetime({ offset: true })]).default('publishing'),
});
export type Entry = z.infer<typeof Entry>;

/** Customers not told on purpose, to measure; `until` is the last day anyone newly is. */
export const Holdback = z.strictObject({ percent: z.number().min(1).max(50), until: Day });
export type Holdback = z.infer<typeof Holdback>;

/** One thing that happens. `config` is checked by its kind; an exit holds a sequence of its own. */
export interface Step {
  id: string;
  kind: string;
  config: Record<string, unknown>;
  exits?: Record<string, Step[]> | undefined;
  name?: string | undefined;
  note?: string | undefined;
}

const MAX_STEPS = 500;
const DEEPEST = 64;

export const Step: z.ZodType<Step, Step> = z.lazy(() =>
  z.strictObject({
    id: StepId,
    kind: z.string().min(1).max(60),
    config: z.record(z.string(), z.unknown()).default({}),
    exits: z.record(z.string().max(60), z.array(Step).max(MAX_STEPS)).optional(),
    name: z.string().max(120).optional(),
    note: z.string().max(2000).optional(),
  }),
) as z.ZodType<Step, Step>;

const Steps = z.preprocess(noDeeperThan(DEEPEST), z.array(Step).max(MAX_STEPS)) as z.ZodType<Step[], Step[]>;

/** A flow as drawn; a draft may be incomplete, publishing may not. */
export const Flow = z.strictObject({
  name: z.string().trim().min(1).max(120),
  brand: Key.optional(),
  entry: Entry.prefault({}),
  holdback: Holdback.optional(),
  steps: Steps.default([]),
});
export type Flow = z.infer<typeof Flow>;
export type FlowInput = z.input<typeof Flow>;

export const MAX_FLOW_STEPS = MAX_STEPS;

/** Why a flow cannot be published (`blocks`), or should be looked at: in words, with the fix. */
export interface Problem {
  /** The step's id, or null where it concerns the flow itself. */
  step: string | null;
  path: string;
  message: string;
  fix: string;
  blocks: boolean;
}
