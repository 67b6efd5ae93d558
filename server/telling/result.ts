import type { ActResult } from '@loopwright/workflows/ports';
import type { MessageDoc } from './message.schema.ts';

/** Withheld because what it says is not true any more: the walk goes back to its wait. A correction has none, and is then not needed. */
const UNTRUE = new Set(['no-longer-covered', 'improvement-retracted']);

/** What a message means for the step that asked for it; the same message always means the same. */
export function resultOf(message: MessageDoc): ActResult {
  const about = message._id;
  const code = message.reason ?? undefined;
  const withheld: ActResult = { exit: 'withheld', about, ...(code ? { code } : {}) };
  switch (message.state) {
    case 'sent':
      return { exit: 'sent', about };
    case 'unknown':
      return { exit: 'sent', about, code: 'outcome-unknown' };
    case 'withheld':
      if (code === 'already-told') return { exit: 'sent', about, code };
      return code && UNTRUE.has(code) && message.claim?.purpose !== 'correction' ? { unwind: true, code } : withheld;
    case 'recalled':
      return { unwind: true, code: code ?? 'improvement-retracted' };
    case 'stopped':
    case 'failed':
      return withheld;
    case 'held':
      return { later: { message: about, until: message.staleAfter.getTime() } };
    case 'scheduled':
      return { later: { message: about, until: message.notBefore.getTime() } };
    case 'sending':
      return { later: { message: about, until: message.leaseUntil?.getTime() ?? null } };
  }
}
