import type { MessageDoc } from './message.schema.ts';

/** What of a message decides whether an earlier try of it may have arrived. */
type Tried = Pick<MessageDoc, 'again' | 'history'>;

/**
 * Where a message goes that does not leave. One that was sent again after nobody knew whether it had arrived is unknown once more,
 * since the earlier try may have told them: it is never called unsent, and its tellKey stays taken.
 */
export function orUnknown(message: Tried, otherwise: Partial<MessageDoc>): Partial<MessageDoc> {
  if (!message.again) return otherwise;
  const handedAt = message.history?.at(-1)?.handedAt ?? null;
  return { state: 'unknown', reason: 'outcome-unknown', detail: otherwise.reason ?? null, settled: null, handedAt };
}

/** The same as an expression of an update, for the stage that would set `state` and `reason`. */
export const orUnknownIn = (state: string, reason: string) => {
  const again = { $eq: ['$again', true] };
  return {
    state: { $cond: [again, 'unknown', state] },
    reason: { $cond: [again, 'outcome-unknown', reason] },
    detail: { $cond: [again, reason, '$detail'] },
    handedAt: { $cond: [again, { $last: '$history.handedAt' }, '$handedAt'] },
  };
};
