import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { channelsFor, mailFor } from '../../server/channels/channels.ts';
import type { MailSettings } from '../../server/channels/mail-settings.ts';
import { StopLinks } from '../../server/channels/stop-link.ts';
import { systemClock } from '../../server/clock.ts';
import { freePort } from '../../server/launch/free-port.mjs';
import { newId } from '../../server/storage/ids.ts';
import type { Models } from '../../server/storage/models.ts';
import type { Channels, Outgoing } from '../../server/telling/channel.port.ts';
import { aMessage } from '../builders/messages.ts';
import { takeDatabase } from '../harness/database.ts';
import { MailServer, headersIn } from './mail-server.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const dkim = { domain: 'halden.example', selector: 'answers', privateKey };
const from = { name: 'Halden Bikes', address: 'answers@halden.example' };
const content = {
  subject: 'Prices, and what you told us',
  text: 'Since 2 May prices include tax.\n',
  html: '<p>Since 2 May prices include tax.</p>',
  locale: 'en',
  hash: 'h',
};

let server: MailServer;
let db: Models;
let close: () => Promise<void>;
const open: { close(): void }[] = [];

beforeAll(async () => {
  server = await MailServer.start();
  ({ db, giveBack: close } = await takeDatabase());
});
afterEach(() => {
  server.clear();
  for (const smtp of open.splice(0)) smtp.close();
});
afterAll(async () => {
  await server.stop();
  await close();
});

function channels(settings: Partial<MailSettings> = {}, publicUrl = 'https://answers.halden.example'): Channels {
  const mail = mailFor({ smtpUrl: server.url, from, dkim: null, ...settings });
  if (mail) open.push(mail.smtp);
  return channelsFor(db, systemClock, new StopLinks('secret', publicUrl), mail);
}

const outgoing = (given: Partial<Outgoing> = {}): Outgoing => {
  const message = given.message ?? aMessage();
  return {
    sendKey: message._id,
    messageId: message._id.slice(0, 40),
    to: 'priya@example.com',
    content,
    message,
    timeoutMs: 5_000,
    ...given,
  };
};

describe('a mail on the wire', () => {
  it('is signed by DKIM, both unsubscribe headers included, as a second library sees it', async () => {
    await channels({ dkim }).email.deliver(outgoing());
    const resolver = (): Promise<string[][]> => Promise.resolve([[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]]);
    const { results } = await dkimVerify(Buffer.from(server.received[0]?.raw ?? ''), { resolver });
    expect(results[0]?.status.result).toBe('pass');
    const signed = /\bh=([^;]+);/.exec(headersIn(server.received[0]?.raw ?? '').get('dkim-signature') ?? '')?.[1]?.toLowerCase();
    for (const name of [
      'list-unsubscribe',
      'list-unsubscribe-post',
      'from',
      'to',
      'subject',
      'reply-to',
      'message-id',
      'auto-submitted',
      'feedback-id',
      'list-id',
    ])
      expect(signed?.split(/\s*:\s*/)).toContain(name);
  });

  it('can be stopped with one click over https, and by mail', async () => {
    const message = aMessage();
    await channels().email.deliver(outgoing({ message }));
    const headers = headersIn(server.received[0]?.raw ?? '');
    const token = new StopLinks('secret', '').token(message._id);
    expect(headers.get('list-unsubscribe')).toContain(`<https://answers.halden.example/u/${token}>`);
    expect(headers.get('list-unsubscribe')).toContain('<mailto:answers@halden.example?subject=');
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  it('is stopped by mail only where the public address is not https', async () => {
    await channels({}, 'http://localhost:3000').email.deliver(outgoing());
    const headers = headersIn(server.received[0]?.raw ?? '');
    expect(headers.get('list-unsubscribe')).toMatch(/^<mailto:/);
    expect(headers.has('list-unsubscribe-post')).toBe(false);
  });

  it('says that no person typed it, which list it is of, and what it belongs to, without naming anyone', async () => {
    await channels().email.deliver(outgoing({ message: aMessage({ as: 'Maya Lind' }) }));
    const headers = headersIn(server.received[0]?.raw ?? '');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('list-id')).toBe('<answers-to-feedback.halden.example>');
    expect(headers.get('feedback-id')).toBe('aaaaaaaaaaaaaaaaaaaaaaaa:you-asked-we-changed:other:loopwright');
    expect(headers.get('from')).toBe('Maya Lind <answers@halden.example>');
    expect(headers.get('reply-to')).toBe('answers@halden.example');
  });

  it('bears the same Message-ID whenever the same message is handed over', async () => {
    const once = outgoing();
    await channels().email.deliver(once);
    await channels().email.deliver(once);
    const ids = server.received.map(({ raw }) => headersIn(raw).get('message-id'));
    expect(ids).toEqual([`<${once.messageId}@halden.example>`, `<${once.messageId}@halden.example>`]);
  });

  it('has no room for headers that somebody smuggles in', async () => {
    const subject = 'Prices\r\nBcc: everybody@example.com';
    await channels().email.deliver(outgoing({ content: { ...content, subject }, message: aMessage({ as: 'Maya\r\nX-Evil: 1' }) }));
    const headers = headersIn(server.received[0]?.raw ?? '');
    expect(headers.has('bcc')).toBe(false);
    expect(headers.has('x-evil')).toBe(false);
    expect(server.received[0]?.to).toEqual(['priya@example.com']);
  });

  it.each(['priya@example.com, tom@example.com', 'priya@example.com\r\nRCPT TO:<tom@example.com>', 'nobody', ''])(
    'does not go to %j',
    async (to) => {
      expect(await channels().email.deliver(outgoing({ to }))).toEqual({ outcome: 'refused', code: 'bad-address' });
      expect(server.received).toEqual([]);
    },
  );

  it('does not start with a key that cannot sign, which would let mail leave unsigned', () => {
    expect(() => channels({ dkim: { ...dkim, privateKey: 'not a key' } })).toThrow();
  });
});

describe('what the mail server answers', () => {
  const failing = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

  it('accepted: it is sent', async () => {
    expect(await channels().email.deliver(outgoing())).toEqual({ outcome: 'sent', via: 'smtp' });
  });

  it('no such mailbox: a definite no, by its codes and without the address', async () => {
    server.say({
      recipient: (_address, _session, done) => {
        done(failing(550, '5.1.1 priya@example.com unknown'));
      },
    });
    expect(await channels().email.deliver(outgoing())).toEqual({ outcome: 'refused', code: 'smtp-550-5.1.1' });
  });

  it('not now: worth another try, and the library makes none', async () => {
    let asked = 0;
    server.say({
      recipient: (_address, _session, done) => {
        asked += 1;
        done(failing(451, '4.7.1 greylisted'));
      },
    });
    expect(await channels().email.deliver(outgoing())).toEqual({ outcome: 'again', code: 'smtp-451-4.7.1' });
    expect(asked).toBe(1);
  });

  it('refused after it was read: still a definite no', async () => {
    server.say({
      data: (stream, _session, done) => {
        stream.resume().on('end', () => {
          done(failing(554, 'content refused'));
        });
      },
    });
    expect(await channels().email.deliver(outgoing())).toEqual({ outcome: 'refused', code: 'smtp-554' });
  });

  it('hung up after it was read: nobody knows', async () => {
    server.say({
      data: (stream) => {
        stream.resume().on('end', () => {
          server.hangUp();
        });
      },
    });
    await expect(channels().email.deliver(outgoing())).rejects.toThrow('smtp-outcome-unknown');
  });

  it('silent after it was read: nobody knows, and the wait ends in time', async () => {
    server.say({
      data: (stream) => {
        stream.resume();
      },
    });
    await expect(channels().email.deliver(outgoing({ timeoutMs: 300 }))).rejects.toThrow('smtp-outcome-unknown');
  });

  it('silent before it was read: nothing left, it is tried again', async () => {
    server.say({ recipient: () => undefined });
    expect(await channels().email.deliver(outgoing({ timeoutMs: 300 }))).toMatchObject({ outcome: 'again' });
  });

  it('nobody there: nothing left, it is tried again', async () => {
    expect(await channels({ smtpUrl: `smtp://127.0.0.1:${String(await freePort())}` }).email.deliver(outgoing())).toMatchObject({
      outcome: 'again',
    });
  });
});

describe('without a mail server, and for invented customers', () => {
  it('mail is kept here and says so', async () => {
    const kept = channelsFor(db, systemClock, new StopLinks('secret', 'http://localhost'), null);
    expect(await kept.email.deliver(outgoing())).toEqual({ outcome: 'sent', via: 'outbox' });
  });

  it('a message of the demo never leaves', async () => {
    expect(await channels().email.deliver(outgoing({ message: aMessage({ demo: true }) }))).toEqual({ outcome: 'sent', via: 'outbox' });
    expect(server.received).toEqual([]);
  });

  it('nor does any other message to an invented customer', async () => {
    const customer = newId();
    await db.customers.create({ _id: customer, emails: ['priya@example.com'], arm: 0.5, demo: true, createdAt: new Date() });
    expect(await channels().email.deliver(outgoing({ message: aMessage({ customer }) }))).toEqual({ outcome: 'sent', via: 'outbox' });
    expect(server.received).toEqual([]);
  });
});
