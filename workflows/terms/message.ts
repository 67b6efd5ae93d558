import { z } from 'zod';

export const MessageState = z.enum(['held', 'scheduled', 'sending', 'sent', 'failed', 'unknown', 'withheld', 'stopped', 'recalled']);
export type MessageState = z.infer<typeof MessageState>;

export const Channel = z.enum(['email', 'webhook']);
export type Channel = z.infer<typeof Channel>;

/** Why a message was not sent, or waits. A documented enum: API answers carry it as `reasonCode` beside a sentence. */
export const MessageReason = z.enum([
  'no-address',
  'no-consent',
  'suppressed',
  'erased',
  'already-told',
  'comparison-group',
  'no-longer-covered',
  'stale',
  'improvement-retracted',
  'stopped-by-a-person',
  'unsubscribed',
  'loop-over',
  'cannot-render',
  'refused-by-server',
  'gave-up-trying',
  'not-mailable',
  'outcome-unknown',
  'quiet-hours',
  'cap',
  'send-delay',
  'paused',
  'kill-switch',
  'waits-for-a-look',
  'provider-busy',
]);
export type MessageReason = z.infer<typeof MessageReason>;

/** Why it is sent at all. With customer, improvement and epoch it makes the tellKey. */
export type Purpose = 'tell' | 'decision' | 'correction' | 'other';
