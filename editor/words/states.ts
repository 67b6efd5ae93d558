import type { ClosedAs, LoopStatus, MessageState } from '@loopwright/workflows/contract';

export const MESSAGE_STATES: Readonly<Record<MessageState, string>> = {
  held: 'waits for a look',
  scheduled: 'leaves soon',
  sending: 'leaving now',
  sent: 'sent',
  failed: 'failed',
  unknown: 'sent or not: unknown',
  withheld: 'not sent',
  stopped: 'stopped',
  recalled: 'recalled',
};

export const LOOP_STATES: Readonly<Record<LoopStatus, string>> = {
  open: 'open',
  closed: 'closed',
  ended: 'ended',
  failed: 'failed',
};

export const CLOSED_AS: Readonly<Record<ClosedAs, string>> = {
  told: 'told',
  confirmed: 'confirmed by them',
  'answered-by-a-person': 'answered by a person',
};

/** How much attention a state asks for. */
export function toneOf(state: MessageState | LoopStatus): 'calm' | 'good' | 'waits' | 'bad' {
  if (state === 'sent' || state === 'closed') return 'good';
  if (state === 'failed' || state === 'unknown') return 'bad';
  return state === 'held' || state === 'open' || state === 'scheduled' || state === 'sending' ? 'waits' : 'calm';
}
