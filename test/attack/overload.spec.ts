import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_KEY } from '../harness/api.ts';
import { heard, Listening, request } from './listening.ts';

const AUTHORIZED = { authorization: `Bearer ${ADMIN_KEY}` };
const JSON_BODY = { 'content-type': 'application/json' };
const LINES = { 'content-type': 'application/x-ndjson' };
const PATIENCE = { headersMs: 400, bodyMs: 600, nextBytesMs: 600, lookEveryMs: 100 };
const MB = 1_048_576;

let server: Listening;
beforeAll(async () => {
  server = await Listening.start(PATIENCE);
}, 60_000);
afterAll(() => server.stop());

interface Problem {
  code: string;
  detail: string;
  accepted: number;
  rejected: { index: number; problems: { path: string; message: string }[] }[];
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<{ status: number; body: Problem }> {
  const answer = await server.app.inject({ method: 'POST', url, headers, payload: body });
  return { status: answer.statusCode, body: answer.json() };
}

describe('a body that is too large', () => {
  it('is refused by its length, before it is sent', async () => {
    const said = await server.say(request('POST', '/api/feedback', { ...AUTHORIZED, ...JSON_BODY, 'content-length': String(33 * MB) }));
    expect(said.status).toBe(413);
    expect(said.text).toContain('over the limit of 32 MB');
  });

  it('is refused when it says nothing of its length, as soon as it is over', async () => {
    const socket = await server.open();
    const said = heard(socket, (text) => text.includes('\r\n\r\n'));
    socket.write(request('POST', '/api/sign-in/link', { ...JSON_BODY, 'transfer-encoding': 'chunked' }));
    socket.write(`${(80 * 1024).toString(16)}\r\n${'x'.repeat(80 * 1024)}\r\n`);
    expect((await said).status).toBe(413);
  });

  it.each(['/api/sign-in/link', '/api/sign-in/password', '/api/sign-in/invitation', '/api/sign-in/invitation/look', '/u/x'])(
    'is small already where nobody has to say who they are: %s',
    async (url) => {
      const said = await server.say(request('POST', url, { ...JSON_BODY, 'content-length': String(65 * 1024) }));
      expect(said.status).toBe(413);
      expect(said.text).toContain('over the limit of 64 KB');
    },
  );

  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer lw_nothing-of-ours' }],
    ['a cookie that was never ours', { cookie: `loopwright-3000=${'A'.repeat(43)}`, 'sec-fetch-site': 'same-origin' }],
  ])('is not waited for from whoever comes with %s', async (_, credentials) => {
    for (const type of [JSON_BODY, LINES]) {
      const said = await server.say(request('POST', '/api/feedback', { ...credentials, ...type, 'content-length': String(30 * MB) }, '[{'));
      expect(said.status).toBe(401);
    }
  });

  it('as a list of 1,001 is told what to do instead', async () => {
    const row = { source: 's', externalId: 'x', text: 'x', customer: {} };
    const { status, body } = await post('/api/feedback', JSON.stringify(Array.from({ length: 1_001 }, () => row)), {
      ...AUTHORIZED,
      ...JSON_BODY,
    });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'too-many' });
  });

  it('as one line of 5 MB is told by its number, and the lines around it are taken', async () => {
    const row = (n: number, text: string): string => JSON.stringify({ source: 's', externalId: String(n), text, customer: {} });
    const lines = [row(1, 'x'), row(2, 'x'.repeat(5 * MB)), row(3, 'x'), 'y'.repeat(5 * MB)].join('\n');
    const { status, body } = await post('/api/feedback', lines, { ...AUTHORIZED, ...LINES });
    const message = 'this line is over 1 MB: send one object a line, shorter';
    expect(status).toBe(202);
    expect(body).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, problems: [{ message }] },
        { index: 3, problems: [{ message }] },
      ],
    });
  });
});

describe('a body that is made to be hard to read', () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const deepObject = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const routes = [
    ['POST', '/api/feedback', (value: string) => `{"source":"s","externalId":"x","text":"x","customer":{"attributes":{"a":${value}}}}`],
    ['POST', '/api/themes', (value: string) => `{"key":"k","name":"K","noun":${value}}`],
    ['POST', '/api/flows', (value: string) => `{"name":"F","steps":${value}}`],
    ['POST', '/api/flows', (value: string) => `{"name":"F","entry":{"onlyIf":${value}}}`],
    ['POST', '/api/flows', (value: string) => `{"name":"F","steps":[{"id":"a","kind":"stop","config":${value}}]}`],
    ['POST', '/api/improvements', (value: string) => `{"themes":["t"],"title":"T","change":"c","scope":${value}}`],
    ['POST', '/api/keys', (value: string) => value],
    ['POST', '/api/sign-in/link', (value: string) => value],
    ['PATCH', '/api/house-rules', (value: string) => `{"sender":${value}}`],
  ] as const;

  it.each(routes.map(([method, url, body]) => [`${method} ${body('…')} to ${url}`, method, url, body] as const))(
    'nested 10,000 deep is refused, not fallen over: %s',
    async (_, method, url, body) => {
      const began = performance.now();
      for (const value of [deep(10_000), deepObject(url === '/api/sign-in/link' ? 5_000 : 10_000)])
        for (const more of [{}, { 'idempotency-key': `deep ${String(Math.random())}` }]) {
          const answer = await server.app.inject({ method, url, headers: { ...AUTHORIZED, ...JSON_BODY, ...more }, payload: body(value) });
          expect([400, 422]).toContain(answer.statusCode);
        }
      expect(performance.now() - began).toBeLessThan(5_000);
      expect(server.bugs).toEqual([]);
    },
  );

  it('with deep lines tells each of them', async () => {
    const line = (value: string): string => `{"source":"s","externalId":"x","text":"x","customer":{"attributes":{"a":${value}}}}`;
    const { status, body } = await post('/api/feedback', [line(deep(100_000)), line(deepObject(100_000))].join('\n'), {
      ...AUTHORIZED,
      ...LINES,
    });
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 0, rejected: [{ index: 0 }, { index: 1 }] });
  });

  it.each(['1e400', '-1e400', '9'.repeat(400), '1e-400', '0.1e309', '9007199254740993', '-0'])(
    'with %s for a number is taken at its word or refused',
    async (number) => {
      for (const body of [
        `{"source":"s","externalId":"n${number.slice(0, 20)}","score":${number},"scoreKind":"nps","customer":{}}`,
        `{"source":"s","externalId":"a${number.slice(0, 20)}","text":"x","attributes":{"a":${number}},"customer":{}}`,
      ]) {
        const { status } = await post('/api/feedback', body, { ...AUTHORIZED, ...JSON_BODY });
        expect([202, 422]).toContain(status);
      }
      const limit = await server.app.inject({ method: 'GET', url: `/api/feedback?limit=${number}`, headers: AUTHORIZED });
      expect(limit.statusCode).toBe(422);
      expect(server.bugs).toEqual([]);
    },
  );

  it('of a hundred thousand unknown names is answered with the first hundred, at once', async () => {
    const began = performance.now();
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`field${String(at)}`, 1])));
    const answer = await server.app.inject({ method: 'POST', url: '/api/themes', headers: { ...AUTHORIZED, ...JSON_BODY }, payload: many });
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ problems: object[] }>().problems.length).toBeLessThanOrEqual(100);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('headers without end', () => {
  it.each([
    ['one of 1 MB', (n: number) => ({ 'x-long': 'x'.repeat(n) })],
    ['a cookie of 1 MB', (n: number) => ({ cookie: `loopwright-3000=${'A'.repeat(n)}` })],
    ['a key of 1 MB', (n: number) => ({ authorization: `Bearer ${'x'.repeat(n)}` })],
    [
      'ten thousand of them',
      (n: number) => Object.fromEntries(Array.from({ length: n / 100 }, (_, at) => [`x-${String(at)}`, 'y'.repeat(90)])),
    ],
  ])('(%s) are cut off', async (_, headers) => {
    const said = await server.say(request('GET', '/api/health', headers(MB)));
    expect(said.status).toBe(431);
    expect(await server.isServing()).toBe(true);
  });

  it('and an address of 1 MB is', async () => {
    expect((await server.say(request('GET', `/api/customers?name=${'a'.repeat(MB)}`, AUTHORIZED))).status).toBe(431);
  });
});

describe('a client that takes its time', () => {
  const whole = (text: string): boolean => text.endsWith('}');
  /** Writes on until the server has answered. */
  async function trickle(head: string, piece: string, everyMs: number): Promise<{ status: number; text: string; tookMs: number }> {
    const socket = await server.open();
    const began = performance.now();
    const answer = heard(socket, whole);
    socket.write(head);
    const writing = setInterval(() => socket.write(piece), everyMs);
    const said = await answer;
    clearInterval(writing);
    return { ...said, tookMs: performance.now() - began };
  }

  it('in its headers is sent away, and others are served meanwhile', async () => {
    const slow = trickle('GET /api/health HTTP/1.1\r\nhost: localhost\r\n', 'x-a: b\r\n', 50);
    expect(await server.isServing()).toBe(true);
    const { status, tookMs } = await slow;
    expect(status).toBe(408);
    expect(tookMs).toBeLessThan(5_000);
  });

  it.each([
    ['JSON', JSON_BODY, ' '],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a'],
  ])(
    'in its body (%s) is answered that it was too slow, letter by letter or not, and others are served meanwhile',
    async (_, type, piece) => {
      const url = type === JSON_BODY ? '/api/themes' : '/u/x';
      const slow = trickle(request('POST', url, { ...AUTHORIZED, ...type, 'content-length': '5000' }), piece, 50);
      expect(await server.isServing()).toBe(true);
      const { status, text, tookMs } = await slow;
      expect(status).toBe(408);
      expect(text).toContain('"code":"too-slow"');
      expect(text.toLowerCase()).toContain('connection: close');
      expect(tookMs).toBeLessThan(5_000);
    },
  );

  it('in its lines may take as long as it likes, as long as something comes; silence ends it', async () => {
    const line = `${JSON.stringify({ source: 's', externalId: 'slow', text: 'x', customer: {} })}\n`;
    const socket = await server.open();
    const answer = heard(socket, whole);
    const began = performance.now();
    socket.write(request('POST', '/api/feedback', { ...AUTHORIZED, ...LINES, 'transfer-encoding': 'chunked' }));
    const chunk = `${line.length.toString(16)}\r\n${line}\r\n`;
    const writing = setInterval(() => {
      if (performance.now() - began < 2 * PATIENCE.nextBytesMs) socket.write(chunk);
    }, 50);
    const { status, text } = await answer;
    clearInterval(writing);
    expect(performance.now() - began).toBeGreaterThan(2 * PATIENCE.nextBytesMs);
    expect(status).toBe(408);
    expect(text).toContain('"code":"too-slow"');
  });

  it('or goes away in the middle leaves nothing behind but what was whole', async () => {
    const socket = await server.open();
    socket.write(request('POST', '/api/feedback', { ...AUTHORIZED, ...JSON_BODY, 'content-length': '5000' }, '{"source":"s",'));
    socket.destroy();
    expect(await server.isServing()).toBe(true);
    expect(server.bugs).toEqual([]);
  });

  it('two hundred times over, saying nothing at all, keeps nobody else out', async () => {
    await Promise.all(Array.from({ length: 200 }, () => server.open()));
    const began = performance.now();
    for (let times = 0; times < 20; times += 1) expect(await server.isServing()).toBe(true);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a request that two servers would read differently', () => {
  it.each([
    ['two lengths', 'content-length: 4\r\ncontent-length: 5\r\n', 'abcd'],
    ['a length and chunks', 'content-length: 4\r\ntransfer-encoding: chunked\r\n', '0\r\n\r\n'],
    ['an unknown encoding', 'transfer-encoding: xchunked\r\n', '0\r\n\r\n'],
    ['a length with a sign', 'content-length: +4\r\n', 'abcd'],
    ['a header with a space before its colon', 'content-length : 4\r\n', 'abcd'],
    ['a folded header', 'x-a: b\r\n c: d\r\n', ''],
    ['no host', null, ''],
  ])('(%s) is refused', async (_, headers, body) => {
    const host = headers === null ? '' : 'host: localhost\r\n';
    const said = await server.say(
      `POST /api/sign-in/link HTTP/1.1\r\n${host}content-type: application/json\r\n${headers ?? ''}\r\n${body}`,
    );
    expect(said.status).toBe(400);
  });
});
