import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Delivery } from '../telling/channel.port.ts';
import { SIGNED_HEADERS } from './mail-headers.ts';
import { checkDkimKey, domainOf } from './mail-settings.ts';
import type { MailSettings } from './mail-settings.ts';
import { outcomeOf } from './smtp-outcome.ts';

/** One mail to one address. `id` makes its Message-ID. */
export interface Letter {
  id: string;
  from: { name: string; address: string };
  replyTo: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
}

const Address = z.email().max(254);
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** A mail server, each mail handed to it once: the library never tries again on its own. */
export class Smtp {
  private readonly transport;
  /** The bytes of each mail under way: what was not read has not left. */
  private readonly contents = new WeakMap<AbortSignal, Readable>();

  constructor({ smtpUrl, dkim }: MailSettings) {
    if (dkim) checkDkimKey(dkim.privateKey);
    this.transport = createTransport({
      pool: true,
      url: smtpUrl,
      maxRequeues: 0,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(dkim && {
        dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey, headerFieldNames: SIGNED_HEADERS },
      }),
    });
    this.transport.use('stream', (mail, done) => {
      const create = mail.message.createReadStream.bind(mail.message);
      mail.message.createReadStream = (options) => {
        const content = create(options);
        if (mail.data.signal) this.contents.set(mail.data.signal, content);
        return content;
      };
      done();
    });
  }

  /** Throws `smtp-outcome-unknown` where the mail left and no answer came. */
  async send({ id, from, replyTo, to, subject, text, html, headers }: Letter, timeoutMs: number): Promise<Delivery> {
    if (!Address.safeParse(to).success) return { outcome: 'refused', code: 'bad-address' };
    const signal = AbortSignal.timeout(timeoutMs);
    const envelope = { from: from.address, to: [to] };
    const words = { subject, text, ...(html === null ? {} : { html }) };
    const messageId = `<${id}@${domainOf(from.address)}>`;
    try {
      await this.transport.sendMail({ from, replyTo, to: { name: '', address: to }, envelope, messageId, headers, ...words, signal });
      return { outcome: 'sent', via: 'smtp' };
    } catch (error) {
      const outcome = outcomeOf(error, this.contents.get(signal)?.readableDidRead ?? false);
      if (outcome) return outcome;
      // Without its cause, which holds the address.
      // eslint-disable-next-line preserve-caught-error
      throw new Error('smtp-outcome-unknown');
    }
  }

  close(): void {
    this.transport.close();
  }
}
