import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import type { ChannelPort, Delivery, Outgoing } from '../telling/channel.port.ts';
import type { ConnectionDoc } from './connection.schema.ts';
import type { Outbox } from './outbox.ts';
import { signedPost } from './signed-post.ts';
import type { Posted } from './signed-post.ts';

/** Statuses by which a system says that it did nothing with the request now. */
const BUSY = new Set([408, 425, 429, 503]);

/** A 5xx other than 503 may come from a system that has done its work: nobody knows. */
function webhookOutcome(posted: Posted): Delivery | null {
  if ('failed' in posted) return posted.left ? null : { outcome: 'again', code: `webhook-${posted.failed}` };
  const { status } = posted;
  if (status >= 200 && status < 300) return { outcome: 'sent', via: 'webhook' };
  if (BUSY.has(status)) return { outcome: 'again', code: `webhook-${String(status)}` };
  return status >= 500 ? null : { outcome: 'refused', code: `webhook-${String(status)}` };
}

/** Hands messages to the company's own system, signed as Standard Webhooks; the sendKey is the webhook-id. */
export class WebhookChannel implements ChannelPort {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** The customer's number there, else the address that says who it is. */
  addressOf(customer: { externalId: string | null; emails: readonly string[] }): string | null {
    return customer.externalId ?? customer.emails[0] ?? null;
  }

  async deliver(outgoing: Outgoing): Promise<Delivery> {
    if (await this.outbox.keeps(outgoing.message)) return this.outbox.deliver();
    const connection = await this.db.connections.findOne({ messages: true }).lean<ConnectionDoc | null>();
    if (!connection) return { outcome: 'again', code: 'webhook-not-connected' };
    const { sendKey: id, timeoutMs } = outgoing;
    const body = JSON.stringify(letterOf(outgoing));
    const posted = await signedPost({ url: connection.url, secret: connection.secret, id, body, timeoutMs, now: this.clock.now() });
    const outcome = webhookOutcome(posted);
    if (!outcome) throw new Error('webhook-outcome-unknown');
    return outcome;
  }
}

const letterOf = ({ sendKey, to, content, message }: Outgoing) => ({
  type: 'message',
  sendKey,
  customer: message.customer,
  to,
  loop: message.loop,
  subject: content.subject,
  text: content.text,
  html: content.html,
  language: content.locale,
  claim: message.claim && { improvementId: message.claim.improvement, revision: message.claim.revision },
});
