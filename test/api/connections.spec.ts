import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FlowInput, Step } from '@loopwright/workflows/contract';
import { isNever } from '../../server/channels/call-address.ts';
import { published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;

interface Call {
  headers: IncomingMessage['headers'];
  body: string;
}

let whole: Whole;
let server: Server;
let url: string;
const calls: Call[] = [];
let answers: { status: number; body?: string }[] = [];

beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const { status, body } = answers.shift() ?? { status: 200, body: '{"ticket":42}' };
      response.writeHead(status, { 'content-type': 'application/json' }).end(body ?? '');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
});
afterEach(async () => {
  calls.length = 0;
  answers = [];
  await whole.db.flows.updateMany({}, { $set: { pausedEntry: true } });
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  await whole.close();
});

const put = (what: string, body: object) =>
  whole.ask<{ code: string; problems: { path: string; message: string }[] }>('PUT', `/api/${what}`, body);
const flowWith = (name: string, theme: string, ...steps: Step[]): FlowInput => ({ name, entry: { themes: [theme] }, steps });
/** What a call says, if the connection's secret signed it at the instant it names. */
function genuine({ headers, body }: Call): unknown {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  const signature = new Webhook(SECRET).sign(String(headers['webhook-id']), at, body);
  return signature === headers['webhook-signature'] ? JSON.parse(body) : 'forged';
}

describe('connections', () => {
  it('are set by an admin and never show their secret', async () => {
    const answer = await put('connections/crm', { name: 'CRM', url, secret: SECRET });
    expect(answer.body).toMatchObject({ key: 'crm', name: 'CRM', url, messages: false });
    expect(answer.text + (await whole.get('/api/connections')).text).not.toContain('whsec_');
    expect((await put('connections/crm', { name: 'The CRM', url })).status).toBe(200);
    expect((await whole.db.connections.findById('crm').lean())?.secret).toBe(SECRET);
  });

  it.each([
    ['http://crm.example.com/hook', 'https://'],
    ['ftp://crm.example.com', 'https://'],
    ['https://user:pass@crm.example.com', 'password'],
    ['https://169.254.169.254/latest/meta-data', 'never called'],
    ['https://[fd00:ec2::254]/', 'never called'],
    ['https://[::ffff:169.254.169.254]/', 'never called'],
  ])('do not lead to %s', async (address, because) => {
    const { status, text } = await put('connections/odd', { name: 'Odd', url: address, secret: SECRET });
    expect(status).toBe(422);
    expect(text).toContain(because);
  });

  it('never reach where cloud machines keep their credentials, whatever a name resolves to', () => {
    expect(
      ['169.254.169.254', '100.100.100.200', '0.0.0.0', 'fe80::1', '::ffff:169.254.169.254', 'fd00:ec2::254'].filter(
        (address) => !isNever(address),
      ),
    ).toEqual([]);
    expect(['10.0.0.5', '127.0.0.1', '93.184.216.34', '2606:2800:220:1::1'].filter(isNever)).toEqual([]);
  });

  it('need a secret that can sign', async () => {
    expect((await put('connections/new', { name: 'New', url })).body.problems[0]?.path).toBe('secret');
    expect((await put('connections/new', { name: 'New', url, secret: 'whsec_short' })).status).toBe(422);
  });
});

describe('calling another system', () => {
  const call = (more: object = {}): Step => ({
    id: 'call',
    kind: 'call-webhook',
    config: { connection: 'crm', fields: ['customer.externalId', 'feedback.themes'], tryFor: 'PT1H', ...more },
    exits: { failed: [{ id: 'sorry', kind: 'stop', config: { reason: 'the CRM did not answer' } }] },
  });

  it('is signed, carries only what the step names, and keeps the answer on the loop', async () => {
    await published(whole, flowWith('Calls', 'pricing', call({ keepAs: 'ticket' })));
    const { customer } = await said(whole, 1, { customer: { externalId: 'hb-7', email: 'seven@example.com' } });
    await whole.settle();
    const [first] = calls;
    expect(first && genuine(first)).toMatchObject({
      type: 'step',
      step: 'call',
      data: { 'customer.externalId': 'hb-7', 'feedback.themes': ['pricing'] },
    });
    expect(first?.body).not.toContain('seven@example.com');
    const { items } = (await whole.get<{ items: { kept: object; id: string }[] }>(`/api/loops?customer=${customer}`)).body;
    expect(items[0]?.kept).toEqual({ ticket: { ticket: 42 } });
    const trail = (await whole.get<{ items: { words: string }[] }>(`/api/loops/${items[0]?.id ?? ''}/trail`)).body.items;
    expect(trail.map(({ words }) => words)).toEqual(['The CRM answered.']);
  });

  it('is tried again with the same id until it answers', async () => {
    answers = [{ status: 500 }, { status: 503 }];
    await published(whole, flowWith('Again', 'pricing', call()));
    const { customer } = await said(whole, 1);
    await whole.settle();
    for (let minutes = 0; minutes < 3; minutes += 1) {
      whole.clock.advance(60_000);
      await whole.settle();
    }
    expect(calls.length).toBe(3);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await whole.db.loops.findOne({ customer }).lean()).toMatchObject({ status: 'ended', reasonCode: 'nothing-more' });
  });

  it('that is refused for good, or not answered in time, takes the other way', async () => {
    answers = [{ status: 410 }];
    await published(whole, flowWith('Refused', 'pricing', call()));
    const gone = await said(whole, 1);
    await whole.settle();
    expect(await whole.db.loops.findOne({ customer: gone.customer }).lean()).toMatchObject({ reason: 'the CRM did not answer' });
    answers = Array.from({ length: 20 }, () => ({ status: 500 }));
    const slow = await said(whole, 1);
    await whole.settle();
    for (let quarter = 0; quarter < 6; quarter += 1) {
      whole.clock.advance(16 * 60_000);
      await whole.settle();
    }
    expect(await whole.db.loops.findOne({ customer: slow.customer }).lean()).toMatchObject({
      status: 'ended',
      reason: 'the CRM did not answer',
    });
  });
});

describe('messages by webhook', () => {
  it('go to the one connection that carries messages, signed, with the sendKey as their id', async () => {
    await put('connections/app', { name: 'Our app', url, secret: SECRET, messages: true });
    await published(
      whole,
      flowWith('In the app', 'pricing', {
        id: 'wait',
        kind: 'wait-for-improvement',
        config: {},
        exits: { verified: [{ id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'webhook' } }] },
      }),
    );
    const { customer } = await said(whole, 10, { customer: { externalId: 'app-9' } });
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    const message = await whole.db.messages.findOne({ customer }).lean();
    expect(message).toMatchObject({ state: 'sent', via: 'webhook', to: 'app-9' });
    expect(calls.map(({ headers }) => headers['webhook-id'])).toEqual([message?._id]);
    expect(calls[0] && genuine(calls[0])).toMatchObject({
      type: 'message',
      sendKey: message?._id,
      to: 'app-9',
      claim: { improvementId: 'prices-without-tax' },
    });
    await put('connections/other', { name: 'Other app', url, secret: SECRET, messages: true });
    expect(await whole.db.connections.find({ messages: true }, { _id: 1 }).lean()).toEqual([{ _id: 'other' }]);
  });

  it('an error that may hide a message taken leaves it unknown, and it is not sent again', async () => {
    answers = [{ status: 500 }];
    await published(
      whole,
      flowWith('Unclear', 'delivery', {
        id: 'wait',
        kind: 'wait-for-improvement',
        config: {},
        exits: { verified: [{ id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'webhook' } }] },
      }),
    );
    const { customer } = await said(whole, 10, { themes: ['delivery'], customer: { externalId: 'app-10' } });
    await whole.settle();
    await verified(whole, await shipped(whole, 3, { themes: ['delivery'] }));
    expect(await whole.db.messages.findOne({ customer }).lean()).toMatchObject({ state: 'unknown', reason: 'outcome-unknown' });
    whole.clock.advance(3_600_000);
    await whole.settle();
    expect(calls).toHaveLength(1);
  });
});

describe('telling a team', () => {
  const notify = (more: object = {}): Step => ({
    id: 'tell-them',
    kind: 'notify-team',
    config: { team: 'billing', text: 'Look at this', withWords: true, when: 'each', goOn: 'delivered', ...more },
  });

  it('each at once by its webhook, with their words where wanted, and only then goes on', async () => {
    await put('teams/billing', { name: '#billing', url, secret: SECRET });
    await published(whole, flowWith('Tell', 'pricing', notify()));
    const { customer } = await said(whole, 1, { text: 'Where is the tax?' });
    await whole.settle();
    expect(calls[0] && genuine(calls[0])).toMatchObject({
      type: 'notices',
      notices: [{ text: 'Look at this', words: 'Where is the tax?' }],
    });
    expect(await whole.db.loops.findOne({ customer }).lean()).toMatchObject({ status: 'ended' });
  });

  it('together once a day: one call for all, whoever delivers it and however often it is tried', async () => {
    await published(whole, flowWith('Daily', 'pricing', notify({ when: 'daily', withWords: false })));
    for (let one = 0; one < 3; one += 1) await said(whole, 1);
    await whole.settle();
    expect(calls).toEqual([]);
    whole.clock.advance(26 * 3_600_000);
    await Promise.all([whole.notices.deliverDue(), whole.notices.deliverDue(), whole.settle()]);
    await whole.settle();
    expect(calls).toHaveLength(1);
    expect((JSON.parse(calls[0]?.body ?? '{}') as { notices: object[] }).notices).toHaveLength(3);
    expect(await whole.db.notices.countDocuments({ state: 'delivered', bundled: true })).toBe(3);
  });

  it('a team that cannot be told is tried again, and the step waits or goes on as it says', async () => {
    answers = [{ status: 500 }];
    await published(whole, flowWith('Later', 'pricing', notify()));
    const waiting = await said(whole, 1);
    await whole.settle();
    expect(await whole.db.loops.findOne({ customer: waiting.customer }).lean()).toMatchObject({ status: 'open' });
    whole.clock.advance(60_000);
    await whole.settle();
    expect(await whole.db.loops.findOne({ customer: waiting.customer }).lean()).toMatchObject({ status: 'ended' });
  });

  it('a team without an address is told here, where people can look', async () => {
    await put('teams/home', { name: 'At home' });
    await published(whole, flowWith('Home', 'pricing', notify({ team: 'home', goOn: 'now' })));
    await said(whole, 1);
    await whole.settle();
    const { items } = (await whole.get<{ items: object[] }>('/api/notices?team=home')).body;
    expect(items).toMatchObject([{ state: 'delivered', via: 'outbox', text: 'Look at this' }]);
  });

  it('is set with an email address or a webhook, not both', async () => {
    expect((await put('teams/both', { name: 'Both', url, secret: SECRET, email: 'a@example.com' })).status).toBe(422);
    expect((await put('teams/none', { name: '#billing' })).body.code).toBe('name-taken');
  });
});
