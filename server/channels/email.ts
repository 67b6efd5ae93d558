import type { Models } from '../storage/models.ts';
import type { ChannelPort, Delivery, Outgoing } from '../telling/channel.port.ts';
import { headersOf } from './mail-headers.ts';
import type { MailSettings } from './mail-settings.ts';
import type { Outbox } from './outbox.ts';
import { senderOf } from './sender.ts';
import type { Smtp } from './smtp.ts';
import type { StopLinks } from './stop-link.ts';

/** The channel `email` where a mail server is set. */
export class Email implements ChannelPort {
  constructor(
    private readonly db: Models,
    private readonly from: MailSettings['from'],
    private readonly smtp: Smtp,
    private readonly links: StopLinks,
    private readonly outbox: Outbox,
  ) {}

  addressOf(customer: { emails: readonly string[] }): string | null {
    return customer.emails[0] ?? null;
  }

  async deliver({ message, messageId, to, content, timeoutMs }: Outgoing): Promise<Delivery> {
    if (await this.outbox.keeps(message)) return this.outbox.deliver();
    const { name, address, replyTo } = await senderOf(this.db, this.from, message);
    const headers = headersOf(message, address, replyTo, this.links);
    const { subject, text, html } = content;
    return this.smtp.send({ id: messageId, from: { name, address }, replyTo, to, subject, text, html, headers }, timeoutMs);
  }
}
