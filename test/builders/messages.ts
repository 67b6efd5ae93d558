import { randomBytes } from 'node:crypto';
import type { MessageDoc } from '../../server/telling/message.schema.ts';

const NOW = new Date('2026-05-21T10:00:00Z');

/** A message of a loop, ready to be sent. */
export const aMessage = (given: Partial<MessageDoc> = {}): MessageDoc => ({
  _id: randomBytes(32).toString('hex'),
  loop: null,
  generation: 1,
  step: 'tell',
  visit: 1,
  flow: 'aaaaaaaaaaaaaaaaaaaaaaaa',
  version: 1,
  customer: 'cccccccccccccccccccccccc',
  channel: 'email',
  to: null,
  template: 'you-asked-we-changed',
  templateHash: 'hash',
  as: null,
  fallback: 'en',
  mayQuote: false,
  claim: null,
  state: 'sending',
  reason: null,
  detail: null,
  token: 'token',
  leaseUntil: null,
  handedAt: null,
  stop: null,
  notBefore: NOW,
  staleAfter: new Date(NOW.getTime() + 14 * 86_400_000),
  attempts: 1,
  approved: null,
  content: null,
  via: null,
  covers: [],
  sentAt: null,
  demo: false,
  createdAt: NOW,
  ...given,
});
