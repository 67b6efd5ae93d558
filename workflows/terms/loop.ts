import { z } from 'zod';

export const LoopStatus = z.enum(['open', 'closed', 'ended', 'failed']);
export type LoopStatus = z.infer<typeof LoopStatus>;

/** How an open loop was truthfully answered. */
export const ClosedAs = z.enum(['told', 'confirmed', 'answered-by-a-person']);
export type ClosedAs = z.infer<typeof ClosedAs>;

/** Why a loop ended without an answer. `stop-step` carries the reason the flow states. */
export const EndedCode = z.enum([
  'nothing-more',
  'not-told',
  'stop-step',
  'compared',
  'stopped-by-a-person',
  'flow-stopped',
  'tags-removed',
  'erased',
  'merged',
  'bug',
]);
export type EndedCode = z.infer<typeof EndedCode>;
