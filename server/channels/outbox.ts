import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { Models } from '../storage/models.ts';
import type { ChannelPort, Delivery } from '../telling/channel.port.ts';
import type { MessageDoc } from '../telling/message.schema.ts';

/** Keeps messages here, sent to nobody: where no mail server is set, and always for invented customers. */
export class Outbox implements ChannelPort {
  constructor(private readonly db: Models) {}

  addressOf(customer: { emails: readonly string[] }): string | null {
    return customer.emails[0] ?? null;
  }

  deliver(): Promise<Delivery> {
    return Promise.resolve({ outcome: 'sent', via: 'outbox' });
  }

  /** Whether this message may never leave: its loop or its customer is invented. */
  async keeps(message: Pick<MessageDoc, 'demo' | 'customer'>): Promise<boolean> {
    if (message.demo) return true;
    const customer = await this.db.customers.findById(message.customer, { demo: 1 }).lean<Pick<CustomerDoc, 'demo'> | null>();
    return customer?.demo ?? false;
  }
}
