import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { Step } from '@loopwright/workflows/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { guardedLookup } from '../../server/channels/call-address.ts';
import { signedPost } from '../../server/channels/signed-post.ts';
import { published, said, someThemes } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;

let whole: Whole;
let server: Server;
let url: string;
const asked: string[] = [];
let answer: (response: ServerResponse) => void = (response) => response.end();

beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.headers.host ?? ''} ${request.url ?? ''}`);
    request.resume();
    answer(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}, 60_000);
afterEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await whole.close();
});

/** Where cloud machines keep their credentials, in every spelling of it. */
const METADATA = [
  'https://169.254.169.254/latest/meta-data/',
  'https://169.254.170.2/v2/credentials',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://0xa9.0xfe.0xa9.0xfe/',
  'https://0251.0376.0251.0376/',
  'https://169.254.43518/',
  'https://169.254.169.254./',
  'https://①⑥⑨.②⑤④.①⑥⑨.②⑤④/',
  'https://[::ffff:169.254.169.254]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[0:0:0:0:0:ffff:a9fe:a9fe]/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://[64:ff9b::a9fe:a9fe]/',
  'https://[64:ff9b::169.254.169.254]/',
  'https://0.0.0.0/',
  'https://0/',
  'https://[::]/',
  'https://100.100.100.200/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
];
const ODD = [
  'http://example.com/',
  'http://localhost.evil.example/',
  'http://127.0.0.2/',
  'http://10.0.0.5/',
  'file:///etc/passwd',
  'ftp://example.com/',
  'gopher://example.com/',
  'data:text/plain,x',
  'javascript:alert(1)',
  'https://user:password@example.com/',
  'https://169.254.169.254@example.com/',
  'https://example.com@169.254.169.254/',
  '//169.254.169.254/',
  'https://',
  'https:///',
  'https://example.com\r\nHost: evil',
];

describe('the address of another system', () => {
  it.each([...METADATA, ...ODD])('is not taken as %j, neither of a connection nor of a team', async (address) => {
    const [connection, team] = [
      await whole.ask('PUT', '/api/connections/odd', { name: 'Odd', url: address, secret: SECRET }),
      await whole.ask('PUT', '/api/teams/odd', { name: 'Odd', url: address, secret: SECRET }),
    ];
    expect([connection.status, team.status]).toEqual([422, 422]);
    expect(await whole.db.connections.countDocuments({ _id: 'odd' })).toBe(0);
  });

  it('may be one of the company’s own network: that is what most of them are', async () => {
    for (const address of ['https://crm.internal/', 'https://10.0.0.5/hook', 'https://192.168.1.20:8443/hook', 'https://[fd12:3456::1]/'])
      expect((await whole.ask('PUT', '/api/connections/inner', { name: 'Inner', url: address, secret: SECRET })).status, address).toBe(200);
    expect((await whole.ask('PUT', '/api/connections/outer', { name: 'Outer', url: 'http://10.0.0.5/', secret: SECRET })).status).toBe(422);
  });

  it.each(['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fe80::1', 'fd00:ec2::254', '0.0.0.0', '::ffff:169.254.169.254'])(
    'that resolves to %s is not called, whatever its name was when it was set',
    async (address) => {
      const look = promisify(guardedLookup) as (name: string, options: object) => Promise<unknown>;
      await expect(look(address, { all: false })).rejects.toMatchObject({ code: 'EFORBIDDEN' });
      await expect(look(address, { all: true })).rejects.toMatchObject({ code: 'EFORBIDDEN' });
    },
  );

  it.each(METADATA)('that stands in the database as %s, however it came there, is not called', async (address) => {
    const posted = await signedPost({ url: address, secret: SECRET, id: 'x', body: '{}', timeoutMs: 2_000, now: new Date() });
    expect(posted).toMatchObject({ left: false, failed: expect.stringMatching(/^(?:forbidden|eforbidden)$/) as string });
  });
});

describe('a system that is called', () => {
  let count = 0;
  const call = (): Step => ({
    id: 'call',
    kind: 'call-webhook',
    config: { connection: 'crm', fields: ['customer.externalId'], tryFor: 'PT1S', keepAs: 'kept' },
    exits: { failed: [{ id: 'sorry', kind: 'stop', config: { reason: 'it did not answer' } }] },
  });
  async function called(): Promise<{ reason: string | null; kept: unknown }> {
    count += 1;
    expect((await whole.ask('PUT', '/api/connections/crm', { name: 'CRM', url: `${url}/hook`, secret: SECRET })).status).toBe(200);
    const theme = `calls-${String(count)}`;
    await whole.post('/api/themes', { key: theme, name: theme });
    await published(whole, { name: theme, entry: { themes: [theme] }, steps: [call()] });
    const { customer } = await said(whole, 1, { themes: [theme] });
    await whole.settle();
    whole.clock.advance(60_000);
    await whole.settle();
    const loop = await whole.db.loops.findOne({ customer }).lean();
    return { reason: loop?.reason ?? null, kept: loop?.kept };
  }

  it.each([301, 302, 303, 307, 308])('leads nowhere else by answering %i', async (status) => {
    answer = (response) => response.writeHead(status, { location: `${url}/elsewhere` }).end();
    const { reason } = await called();
    expect(reason).toBe('it did not answer');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every((one) => one.endsWith(' /hook'))).toBe(true);
  });

  it('fills no memory with an answer without end', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const { kept } = await called();
    expect(JSON.stringify(kept).length).toBeLessThan(10_000);
  });

  it('puts no names of its own choosing into what is kept: operators and prototypes stay text', async () => {
    answer = (response) => response.end('{"$set":{"status":"closed"},"__proto__":{"polluted":true},"a.b":1}');
    const { kept, reason } = await called();
    expect(reason).not.toBe('it did not answer');
    expect(JSON.stringify(kept)).toContain('$set');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is told nothing of the house but what its step names', async () => {
    const heads: string[] = [];
    answer = (response) => {
      heads.push(JSON.stringify(response.req.headers));
      response.end();
    };
    await called();
    expect(heads.join()).not.toMatch(/authorization|cookie|loopwright-3000|x-forwarded/);
  });
});
