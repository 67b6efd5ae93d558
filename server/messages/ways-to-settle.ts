import { z } from 'zod';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { MessageDoc } from '../telling/message.schema.ts';

export const SettleAs = z.enum(['arrived', 'send-again', 'leave']);
export type SettleAs = z.infer<typeof SettleAs>;

/** What each way of settling an unknown message does. */
export const SETTLE_WORDS: Readonly<Record<SettleAs, string>> = {
  arrived: 'It counts as sent, and nothing leaves.',
  'send-again': 'It is sent once more if it is still true for them and wanted. If the first did arrive, they have it twice.',
  leave: 'Nothing leaves. It stays unknown and counts as told, so that they are not told twice.',
};

/** What can be made of a message; nothing where it is known what became of it, or somebody has settled it. */
export function waysToSettle({ state, settled, claim }: MessageDoc, improvement: ImprovementDoc | null): SettleAs[] {
  if (state !== 'unknown' || settled) return [];
  const takenBack = claim !== null && claim.purpose !== 'correction' && improvement?.epoch !== claim.epoch;
  return takenBack ? ['arrived', 'leave'] : ['arrived', 'send-again', 'leave'];
}
