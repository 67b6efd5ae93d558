import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, startsToday } from '../builders/people.ts';
import { ADMIN_KEY, TestApi } from '../harness/api.ts';
import { buildPages } from '../pages/build-pages.ts';
import { Listening, request } from './listening.ts';
import type { Said } from './listening.ts';
import { describedRoutes } from './routes.ts';

let api: TestApi;
let server: Listening;
beforeAll(async () => {
  await buildPages();
  [api, server] = await Promise.all([startsToday(TestApi.start()), Listening.start()]);
}, 120_000);
afterAll(() => Promise.all([api.close(), server.stop()]));

const OPEN = { key: null };
/** As it stands on the wire: no client tidies the address up before. */
const plainly = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Said> =>
  server.say(request(method, path, { ...headers, connection: 'close' }), () => false);
const isPage = ({ text }: Said): boolean => /^content-type: text\/html; charset=utf-8\r$/im.test(text) && text.includes('<!doctype html>');
const SECRETS = /root:.*:0:0|"dependencies"|"devDependencies"|MONGODB_URI|\bpickle\b|createApp|\[core\]/;

describe('the folder of the pages', () => {
  it.each([
    '/../package.json',
    '/../../package.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/..\\..\\package.json',
    '/%252e%252e%252fpackage.json',
    '/....//....//package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2f..%2fserver%2fdist%2fapi.js',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/etc/passwd',
    '/.env',
    '/%2eenv',
    '/.git/config',
    '/.loopwright/admin-key',
    '/assets/.env',
    '/index.html%00.js',
    '/%00',
    '/%c0%ae%c0%ae/package.json',
    '/index.html/..;/package.json',
    'file:///etc/passwd',
    'http://localhost/../package.json',
    'https://evil.example/',
    '*',
    '',
  ])('is not left by %j', async (url) => {
    const said = await plainly(url);
    expect(said.text).not.toMatch(SECRETS);
    expect(said.status).toBeGreaterThanOrEqual(200);
    expect(said.status).toBeLessThan(500);
    // Either nothing is there, or the one document that shows the pages.
    expect(said.status >= 400 || isPage(said)).toBe(true);
  });

  it('shows no list of its files', async () => {
    for (const url of ['/assets', '/assets/', '/assets/.', '/assets/./', '/assets/?', '/assets//'])
      expect((await plainly(url)).text).not.toContain('.css');
  });

  it('is only read from', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'CONNECT', 'PROPFIND', 'MKCOL', 'SEARCH', 'QUERY'])
      for (const url of ['/', '/index.html', '/assets/index.js']) {
        const answer = await api.app.inject({ method: method as 'POST', url, payload: '<script>' });
        expect([400, 404, 405, 415, 501], `${method} ${url}`).toContain(answer.statusCode);
      }
  });
});

describe('an address written in another way', () => {
  it('opens no door that is closed, and is no less careful with its headers', async () => {
    const person = await aPerson(api, 'admin');
    for (const url of [
      '/api/keys',
      '/api/keys/',
      '/%61pi/keys',
      '/api/%6beys',
      '/api/keys?',
      '/%61pi/%6b%65ys/',
      '/api/keys#',
      '/metrics/',
      '/%6detrics',
    ]) {
      expect((await api.get(url, OPEN)).status, url).toBe(401);
      const { headers } = await api.get(url, { key: null, headers: { cookie: person.cookie } });
      expect.soft(headers, url).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it('in other letters is another address', async () => {
    for (const url of [
      '/API/keys',
      '/Api/Keys',
      '/api//keys',
      '//api/keys',
      '/./api/keys',
      '/x/../api/keys',
      '/api/keys;x=1',
      '/api/keys%2f',
      '/api/keys%00',
      '/api\\keys',
    ]) {
      const said = await plainly(url, { authorization: `Bearer ${ADMIN_KEY}` });
      expect(said.text, url).not.toContain('"items"');
      expect(said.status >= 400 || isPage(said), url).toBe(true);
    }
  });
});

describe('the name a request gives the host', () => {
  const NAMES = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
    'x-original-url': '/api/keys',
    'x-rewrite-url': '/api/keys',
  };

  it('is in no link, page or header of ours', async () => {
    const asked = { headers: NAMES };
    const answers = [
      await api.post('/api/sign-in/links', {}, asked),
      await api.post('/api/people/invitations', { email: 'guest@halden.example', role: 'viewer' }, asked),
      await api.get('/', asked),
      await api.get('/sign-in', asked),
      await api.get('/u/x', asked),
      await api.get('/nothing.here', asked),
      await api.get('/api/nothing', asked),
      await api.get('/api/me', asked),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200, 404, 404, 404, 200]);
    for (const { text, headers } of answers) expect(text + JSON.stringify(headers)).not.toContain('evil.example');
    expect((await api.get('/api/health', { ...OPEN, headers: NAMES })).text).toContain('alive');
  });
});

describe('every answer', () => {
  const PAGE = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];

  it('tells browsers to run, frame, guess and share nothing that is not ours', async () => {
    const answers = await Promise.all(
      ['/', '/sign-in', '/nothing.here', '/u/x', '/api/health', '/api/nothing', '/api/keys', '/metrics'].map((url) => api.get(url, OPEN)),
    );
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['server']).toBeUndefined();
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*(?:unsafe|\*|https?:|data:|blob:)/);
    }
    const policy = String(answers[0]?.headers['content-security-policy']);
    for (const rule of PAGE) expect(policy.split('; ')).toContain(rule);
  });

  it('of the API is JSON and never a page, whatever was asked for or sent', async () => {
    const found: string[] = [];
    for (const { method, path } of (await describedRoutes(api)).filter(
      (route) => route.path.startsWith('/api/') && route.path !== '/api/live',
    )) {
      const url = path.replaceAll(/\{\w+\}/g, encodeURIComponent('<script>alert(1)</script>'));
      const body = method === 'GET' ? undefined : '{"<script>alert(1)</script>":1}';
      const { headers, status } = await api.ask(method, url, body, { headers: { accept: 'text/html' } });
      const type = String(headers['content-type'] ?? 'none');
      if (status !== 204 && !/^application\/(?:problem\+)?json/.test(type)) found.push(`${method} ${url}: ${String(status)} ${type}`);
    }
    expect(found).toEqual([]);
  });

  it('says nothing of what it is made of, where it fails', async () => {
    const answers = [
      await api.ask('POST', '/api/themes', '{'),
      await api.ask('POST', '/api/themes', Buffer.from([0xff, 0xfe, 0x00])),
      await api.get('/api/customers?limit=x'),
      await api.get('/api/%ff'),
      await api.get('/%'),
      await api.get('/api/customers/%E0%A4%A'),
      await api.get(`/api/customers/${'x'.repeat(1_000)}`),
      await api.ask('POST', '/api/themes', 'x', { headers: { 'content-type': 'application/json; charset=utf-7' } }),
      await api.ask('POST', '/api/themes', 'x', { headers: { 'content-type': ';;;' } }),
    ];
    for (const { status, text, headers } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/fastify|FST_|nest|mongo|node_modules|at .*\.ts|zod/i);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});
