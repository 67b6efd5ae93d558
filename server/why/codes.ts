import { EndedCode, MessageReason, NOT_COVERED } from '@loopwright/workflows/contract';
import { z } from 'zod';

/** What can be said of a customer and an improvement beside the terms' own reasons. */
const OWN = [
  'told',
  'will-be-told',
  'told-through-another-flow',
  'answered-otherwise',
  'release-paused',
  'decided-against',
  'history-only',
  'no-flow-took-it',
  'too-old',
  'not-tagged-yet',
  'said-nothing-of-it',
  'told-wrongly-and-taken-back',
] as const;

/** Every reason the API gives: a documented enum. */
export const ReasonCode = z.enum([...new Set([...OWN, ...NOT_COVERED, ...MessageReason.options, ...EndedCode.options])]);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const isReason = (code: string): code is ReasonCode => ReasonCode.safeParse(code).success;
