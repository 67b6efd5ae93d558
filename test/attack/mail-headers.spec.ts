import type { Step } from '@loopwright/workflows/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelsFor, mailFor } from '../../server/channels/channels.ts';
import type { Mail } from '../../server/channels/channels.ts';
import { Notices } from '../../server/channels/notices.ts';
import type { MessageDoc } from '../../server/telling/message.schema.ts';
import { pricingFlow, published, said, shipped, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';
import { MailServer } from '../mail/mail-server.ts';

const SMUGGLED = 'X-Smuggled';
/** Each would end a header line and begin another for a mail server that reads it so. */
const TAILS = [
  `\r\n${SMUGGLED}: 1`,
  `\n${SMUGGLED}: 1`,
  `\r${SMUGGLED}: 1`,
  `\r\n\r\n<b>another body</b>\r\n`,
  `\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n`,
  `\u0000\r\n${SMUGGLED}: 1`,
  `\u2028${SMUGGLED}: 1`,
  `\u0085${SMUGGLED}: 1`,
  `\u560d\u560a${SMUGGLED}: 1`,
  `=?utf-8?Q?=0D=0A${SMUGGLED}=3A_1?=`,
  `%0d%0a${SMUGGLED}: 1`,
  `" <evil@evil.example>, "`,
];
const NAMES = ['from', 'reply-to', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type', 'auto-submitted'];
const OF_A_MESSAGE = [...NAMES, 'list-unsubscribe', 'list-unsubscribe-post', 'list-id', 'feedback-id'];

let whole: Whole;
let server: MailServer;
let mail: NonNullable<Mail>;

beforeAll(async () => {
  [whole, server] = await Promise.all([Whole.start(), MailServer.start()]);
  mail = mailFor({
    smtpUrl: server.url,
    from: { name: 'Halden Bikes', address: 'answers@halden.example' },
    dkim: null,
  }) as NonNullable<Mail>;
}, 60_000);
afterAll(async () => {
  mail.smtp.close();
  await server.stop();
  await whole.close();
});

/** The names of the header lines of the one mail that came, as they stand on the wire; it came to one address. */
function namesOnTheWire(to: string): string[] {
  expect(server.received.map((one) => [one.from, one.to])).toEqual([['answers@halden.example', [to]]]);
  const { raw } = server.received[0] ?? { raw: '' };
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  expect(head).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
  expect(head).not.toMatch(/[^\r\n\t\x20-\x7E]/);
  server.clear();
  return head
    .split('\r\n')
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
}

async function mailed(message: MessageDoc): Promise<string[]> {
  const channels = channelsFor(whole.db, whole.clock, whole.links, mail);
  const { _id: sendKey, to, content } = message;
  if (to === null || content === null) throw new Error('nothing to send');
  const delivery = await channels.email.deliver({ sendKey, messageId: sendKey.slice(0, 40), to, content, message, timeoutMs: 10_000 });
  expect(delivery.outcome).toBe('sent');
  return namesOnTheWire(to);
}

describe('a line break', () => {
  it.each(TAILS.map((tail, at) => [JSON.stringify(tail), tail, at] as const))(
    'smuggled in as %s by whatever a mail is made of begins no header of its own',
    async (_, tail, at) => {
      const theme = `t-${String(at)}`;
      const noun = { en: { singular: `price${tail}`, plural: `prices${tail}`, mass: `pricing${tail}` } };
      const made = await whole.post('/api/themes', { key: theme, name: `Pricing ${String(at)}${tail}`, noun });
      expect(made.status, made.text).toBe(201);
      await whole.ask('PATCH', '/api/house-rules', {
        sender: {
          name: `Maya${tail}`,
          address: 'maya@halden.example',
          role: `r${tail}`,
          company: `Halden${tail}`,
          postalAddress: `Street 1${tail}`,
        },
      });
      await published(
        whole,
        pricingFlow({ name: `Flow ${String(at)}${tail}`.slice(0, 120), entry: { themes: [theme] } }, { as: `Maya${tail}` }),
      );
      const { customer } = await said(whole, 10, {
        themes: [theme],
        text: `Prices${tail}`,
        customer: { externalId: `c-${String(at)}`, name: `Priya${tail}`, email: `c-${String(at)}@example.com` },
      });
      await whole.settle();
      await verified(
        whole,
        await shipped(whole, 3, { themes: [theme], change: `prices include tax${tail}`, owner: `Maya${tail}`, title: `T${tail}` }),
      );
      const message = await whole.db.messages.findOne({ customer }).lean<MessageDoc | null>();
      if (!message) throw new Error('no message');
      expect((await mailed(message)).sort()).toEqual([...OF_A_MESSAGE].sort());
    },
  );

  it('is nothing that an address may have, of a customer, of the house or of a team', async () => {
    for (const tail of TAILS) {
      const email = `a@example.com${tail}`;
      const feedback = { source: 's', externalId: 'x', text: 'x', customer: { email } };
      expect((await whole.post('/api/feedback', feedback)).status, JSON.stringify(tail)).toBe(422);
      const rules = await whole.ask('PATCH', '/api/house-rules', { sender: { name: 'Maya', address: email } });
      expect(rules.status, JSON.stringify(tail)).toBe(422);
      expect((await whole.ask('PUT', '/api/teams/t', { name: 'T', email })).status, JSON.stringify(tail)).toBe(422);
      expect((await whole.post('/api/people/invitations', { email, role: 'viewer' })).status, JSON.stringify(tail)).toBe(422);
    }
  });

  it.each(TAILS.map((tail, at) => [JSON.stringify(tail), tail, at] as const))(
    'smuggled in as %s by the name of a team or the text of its notice begins no header either',
    async (_, tail, at) => {
      const team = `team-${String(at)}`;
      const theme = `n-${String(at)}`;
      await whole.post('/api/themes', { key: theme, name: theme });
      expect((await whole.ask('PUT', `/api/teams/${team}`, { name: `#${theme}${tail}`, email: 'team@halden.example' })).status).toBe(200);
      const steps: Step[] = [
        { id: 'tell', kind: 'notify-team', config: { team, text: `Look${tail}`, withWords: true, when: 'daily', goOn: 'now' } },
      ];
      await published(whole, { name: theme, entry: { themes: [theme] }, steps });
      for (let one = 0; one <= at % 2; one += 1) await said(whole, 1, { themes: [theme], text: `Words${tail}` });
      await whole.settle();
      whole.clock.advance(26 * 3_600_000);
      await new Notices(whole.db, whole.clock, mail, 'https://answers.halden.example').deliverDue();
      expect(namesOnTheWire('team@halden.example').sort()).toEqual([...NAMES, 'content-transfer-encoding'].sort());
    },
  );
});

describe('a line break in an address of ours', () => {
  const admin = (url: string, method = 'GET') =>
    whole.app.inject({ method: method as 'GET', url, headers: { authorization: `Bearer ${whole.key}` } });

  it('begins no header of an answer, neither of a download nor of anything else', async () => {
    for (const url of [
      '/api/customers/%0d%0aset-cookie:x=1/export',
      '/api/customers/x%22%0d%0a%0d%0a<b>/export',
      '/u/%0d%0aset-cookie:x=1',
      '/%0d%0aset-cookie:%20x=1',
      '/sign-in%0d%0alocation:%20https:%2f%2fevil.example',
      '/api/live%0d%0aset-cookie:x=1',
    ]) {
      const { headers, statusCode } = await admin(url);
      expect(headers['set-cookie'], url).toBeUndefined();
      expect(headers['location'], url).toBeUndefined();
      expect(headers['content-disposition'], url).toBeUndefined();
      expect(statusCode, url).toBeLessThan(500);
    }
  });

  it('names a download by our own id only, whatever the customer is called', async () => {
    const { customer } = await said(whole, 1, {
      themes: ['t-0'],
      customer: { externalId: 'x"; filename="evil.html', name: 'x"\r\nSet-Cookie: a=1' },
    });
    const { headers } = await admin(`/api/customers/${customer}/export`);
    expect(headers['content-disposition']).toBe(`attachment; filename="customer-${customer}.json"`);
    expect(headers['content-type']).toMatch(/^application\/json/);
  });

  it('leads nowhere else: no address of ours redirects', async () => {
    for (const url of [
      '//evil.example',
      '//evil.example/%2f..',
      '/\\evil.example',
      '/sign-in/',
      '/sign-in?next=https://evil.example',
      '/api//evil.example',
      '/./',
      '/u//',
    ]) {
      const { headers, statusCode } = await admin(url);
      expect(statusCode < 300 || statusCode >= 400, url).toBe(true);
      expect(headers['location'], url).toBeUndefined();
    }
  });
});
