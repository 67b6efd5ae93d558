import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

interface Trial {
  works: boolean;
  words: string;
  status: number | null;
  body: string | null;
}

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
let api: TestApi;
let server: Server;
let url: string;
const calls: { headers: IncomingMessage['headers']; body: string }[] = [];
let answer: { status: number; body: string; headers?: Record<string, string> };

beforeAll(async () => {
  api = await startsToday(TestApi.start());
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer.status, { 'content-type': 'text/plain', ...answer.headers }).end(answer.body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
  await api.ask('PUT', '/api/connections/crm', { name: 'CRM', url, secret: SECRET });
  await api.ask('PUT', '/api/teams/billing', { name: 'Billing', url, secret: SECRET });
});
beforeEach(() => {
  calls.length = 0;
  answer = { status: 200, body: 'welcome' };
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  await api.close();
});

const test = (what: string) => api.post<Trial & { code: string }>(`/api/${what}/test`, {});

describe('a test of a connection', () => {
  it('really calls it, signed, about nobody, and shows what it answered', async () => {
    const { status, body } = await test('connections/crm');
    expect(status).toBe(200);
    expect(body).toMatchObject({ works: true, status: 200, words: 'It answered 200: it took the test.', body: 'welcome' });
    const [call] = calls;
    expect(calls).toHaveLength(1);
    const { headers, body: sent } = call ?? { headers: {}, body: '' };
    const signature = new Webhook(SECRET).sign(String(headers['webhook-id']), new Date(Number(headers['webhook-timestamp']) * 1000), sent);
    expect(headers['webhook-signature']).toBe(signature);
    expect(Object.keys(JSON.parse(sent) as object).sort()).toEqual(['connection', 'id', 'sentAt', 'type']);
    expect(JSON.parse(sent)).toMatchObject({ type: 'test', connection: 'crm', id: headers['webhook-id'] });
  });

  it.each([
    [401, 'did not accept the signature'],
    [404, 'nothing at this address'],
    [422, 'does not take a test'],
    [503, 'a fault of its own'],
  ])('says what an answer of %i means', async (status, words) => {
    answer = { status, body: '' };
    expect((await test('connections/crm')).body).toMatchObject({ works: false, status, words: expect.stringContaining(words) as string });
  });

  it('does not follow where it points, and shows no more than the beginning of a long answer', async () => {
    answer = { status: 302, body: '', headers: { location: url } };
    expect((await test('connections/crm')).body).toMatchObject({
      works: false,
      words: expect.stringContaining('points elsewhere') as string,
    });
    expect(calls).toHaveLength(1);
    answer = { status: 200, body: 'x'.repeat(100_000) };
    expect((await test('connections/crm')).body.body).toHaveLength(2_000);
  });

  it('says that nobody listens, and never calls what may not be called', async () => {
    await api.ask('PUT', '/api/connections/gone', { name: 'Gone', url: 'http://127.0.0.1:1/hook', secret: SECRET });
    expect((await test('connections/gone')).body).toMatchObject({
      works: false,
      status: null,
      words: expect.stringContaining('Nobody listens') as string,
    });
    // As one stored before the rule was there.
    await api.db.connections.updateOne({ _id: 'gone' }, { $set: { url: 'https://169.254.169.254/latest/meta-data' } });
    expect((await test('connections/gone')).body).toMatchObject({
      works: false,
      status: null,
      words: expect.stringContaining('never called') as string,
    });
  });

  it('is told in the audit without address or secret, and never answers with the secret', async () => {
    const { text } = await test('connections/crm');
    const audit = await api.get<{ items: { words: string }[] }>('/api/audit?limit=1');
    expect(audit.body.items[0]?.words).toBe('admin sent a test to the connection “CRM”: it was taken.');
    expect(text + audit.text).not.toContain('whsec_');
    expect(audit.text).not.toContain('/hook');
  });

  it('is for administrators, and for what is there', async () => {
    const maker = await aPerson(api, 'maker');
    expect((await api.post('/api/connections/crm/test', {}, fromHere(maker.cookie))).status).toBe(403);
    expect(calls).toEqual([]);
    expect((await test('connections/none')).status).toBe(404);
    expect((await test('teams/none')).status).toBe(404);
  });
});

describe('a test of a team', () => {
  it('calls its webhook as well', async () => {
    expect((await test('teams/billing')).body).toMatchObject({ works: true, status: 200 });
    expect(JSON.parse(calls[0]?.body ?? '{}')).toMatchObject({ type: 'test', team: 'billing' });
  });

  it('is refused where there is no webhook to call', async () => {
    await api.ask('PUT', '/api/teams/mail', { name: 'Mailed', email: 'team@example.com' });
    expect((await test('teams/mail')).body.code).toBe('no-webhook');
  });
});

describe('notices', () => {
  it('are found by their state and name their team', async () => {
    const first = {
      loop: 'l',
      generation: 1,
      step: 's',
      withWords: false,
      bundled: false,
      attempts: 0,
      dueAt: new Date(),
      giveUpAt: new Date(),
      createdAt: new Date(),
    };
    await api.db.notices.create([
      { _id: 'a', ...first, team: 'billing', text: 'Look at this', state: 'failed', code: 'status-500' },
      { _id: 'b', ...first, team: 'gone', text: 'And this', state: 'delivered', via: 'outbox' },
    ]);
    const list = async (query: string) => (await api.get<{ items: { id: string; teamName: string }[] }>(`/api/notices${query}`)).body.items;
    expect((await list('?state=failed')).map(({ id, teamName }) => [id, teamName])).toEqual([['a', 'Billing']]);
    expect((await list('?state=delivered')).map(({ teamName }) => teamName)).toEqual(['gone']);
    expect((await api.get('/api/notices?state=odd')).status).toBe(422);
  });
});
