import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import type { Channels } from '../telling/channel.port.ts';
import { Email } from './email.ts';
import type { MailSettings } from './mail-settings.ts';
import { Outbox } from './outbox.ts';
import { Smtp } from './smtp.ts';
import type { StopLinks } from './stop-link.ts';
import { WebhookChannel } from './webhook.ts';

/** The mail server and who mail is from; null where none is set, and mail is kept in the outbox. */
export type Mail = { smtp: Smtp; from: MailSettings['from'] } | null;

export const mailFor = (settings: MailSettings | null): Mail => settings && { smtp: new Smtp(settings), from: settings.from };

/** Every channel by its name. One line a channel. */
export function channelsFor(db: Models, clock: Clock, links: StopLinks, mail: Mail): Channels {
  const outbox = new Outbox(db);
  return {
    email: mail ? new Email(db, mail.from, mail.smtp, links, outbox) : outbox,
    webhook: new WebhookChannel(db, clock, outbox),
  };
}
