import type { Channel } from '@loopwright/workflows/contract';
import type { ContentDoc, MessageDoc } from './message.schema.ts';

/** What a channel is given, once. `messageId` is derived from the sendKey, so that a provider may recognise a repeat. */
export interface Outgoing {
  sendKey: string;
  messageId: string;
  to: string;
  content: ContentDoc;
  message: MessageDoc;
  /** Shorter than the lease. */
  timeoutMs: number;
}

/**
 * What is known for certain afterwards. `refused`: a definite no (an SMTP response code, or an error before DATA); `again`: the
 * same no, but worth another try later. Anything a channel cannot say for certain it throws, and the message is unknown.
 */
export type Delivery =
  | { outcome: 'sent'; via: 'smtp' | 'outbox' | 'webhook'; detail?: string }
  | { outcome: 'refused'; code: string }
  | { outcome: 'again'; code: string };

export interface ChannelPort {
  /** The address of this customer in this channel, or null where there is none. */
  addressOf(customer: { externalId: string | null; emails: readonly string[]; demo: boolean }): string | null;
  deliver(outgoing: Outgoing): Promise<Delivery>;
}

export type Channels = Readonly<Record<Channel, ChannelPort>>;
