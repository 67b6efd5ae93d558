import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, anotherSession, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';
import { describedRoutes, nowhere } from './routes.ts';
import type { Described } from './routes.ts';

const FORM = 'application/x-www-form-urlencoded';
const TYPES = ['application/json', FORM, 'text/plain', 'multipart/form-data; boundary=x'];
const HERE = { 'sec-fetch-site': 'same-origin' };

/** What a browser says of a page that is not ours, whatever that page does. */
const ELSEWHERE: [string, Record<string, string>][] = [
  ['a foreign page', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a foreign page in an old browser', { origin: 'https://evil.example' }],
  ['a page whose host begins with ours', { origin: 'http://localhost:3000.evil.example' }],
  ['a page at another port of ours', { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' }],
  ['a page of another scheme', { origin: 'https://localhost:3000' }],
  ['a sandboxed page', { origin: 'null' }],
  ['a page that says it is ours, in a browser that knows better', { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }],
  [
    'a page that names us as its proxy',
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  ],
  ['nobody', {}],
  ['a bookmark', { 'sec-fetch-site': 'none' }],
  ['two pages', { origin: 'http://localhost:3000, https://evil.example' }],
];

let api: TestApi;
let changing: Described[];
let admin: { id: string; cookie: string };

beforeAll(async () => {
  api = await startsToday(TestApi.start());
  admin = await aPerson(api, 'admin');
  changing = (await describedRoutes(api)).filter(({ method, role }) => method !== 'GET' && role !== 'open');
}, 60_000);
afterAll(() => api.close());

/** Sent as a foreign page could send it: the browser adds the cookie. */
async function codeOf(route: Pick<Described, 'method' | 'path'>, headers: Record<string, string>, payload = '{}'): Promise<string> {
  const answer = await api.app.inject({
    method: route.method as 'POST',
    url: nowhere(route),
    headers: { cookie: admin.cookie, ...headers },
    payload,
  });
  return String(answer.headers['content-type']).includes('json') ? answer.json<{ code: string }>().code : String(answer.statusCode);
}

describe('a page of another site, with the cookie of who is signed in', () => {
  it.each(ELSEWHERE)('changes nothing as %s, by any route', async (_, headers) => {
    const found: string[] = [];
    for (const [at, route] of changing.entries()) {
      const type = TYPES[at % TYPES.length] ?? '';
      const code = await codeOf(route, { ...headers, 'content-type': type });
      if (code !== 'other-site') found.push(`${route.method} ${route.path} as ${type}: ${code}`);
    }
    expect(found).toEqual([]);
    expect(changing.length).toBeGreaterThan(40);
    expect((await api.get('/api/me', { key: null, headers: { cookie: admin.cookie } })).status).toBe(200);
  });

  it('would not have been refused for anything else', async () => {
    const found: string[] = [];
    for (const route of changing.filter(({ path }) => !path.startsWith('/api/me'))) {
      const code = await codeOf(route, { ...HERE, 'content-type': 'application/json' });
      if (code === 'other-site' || code === 'no-key' || code === 'signed-out') found.push(`${route.method} ${route.path}: ${code}`);
    }
    expect(found).toEqual([]);
  });

  it('cannot send a form either where the browser says nothing of it: forms are not read', async () => {
    const found: string[] = [];
    for (const type of [FORM, 'text/plain', 'multipart/form-data; boundary=x', 'text/html', 'application/csp-report'])
      for (const route of changing.filter(({ body }) => body !== null)) {
        const code = await codeOf(route, { ...HERE, 'content-type': type }, 'name=x&key=x');
        if (code !== 'media-type') found.push(`${route.method} ${route.path} as ${type}: ${code}`);
      }
    expect(found).toEqual([]);
  });

  it('reads no answer: nothing of ours may be shared with another origin', async () => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const answer = await api.app.inject({
        method: method as 'GET',
        url: '/api/customers',
        headers: {
          cookie: admin.cookie,
          origin: 'https://evil.example',
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'content-type',
        },
      });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  it('cannot turn a read into a change, by whatever header or field old frameworks listened to', async () => {
    const { body } = await api.post<{ key: string }>('/api/themes', { key: 'stays', name: 'Stays' });
    expect(body.key).toBe('stays');
    const asked = { cookie: admin.cookie, 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' };
    await api.get('/api/themes/stays', { key: null, headers: asked });
    await api.get('/api/themes/stays?_method=DELETE', { key: null, headers: asked });
    await api.app.inject({ method: 'HEAD', url: '/api/themes/stays', headers: asked });
    await api.ask('POST', '/api/themes/stays', undefined, { key: null, headers: { ...asked, ...HERE } });
    expect(await api.db.themes.countDocuments({ _id: 'stays' })).toBe(1);
  });
});

describe('the cookie', () => {
  it.each([
    ['http://localhost:3000', /^loopwright-3000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/],
    ['https://answers.halden.example', /^__Host-loopwright-3000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=\d+$/],
  ])('of %s is for no script and for no other site', async (publicUrl, expected) => {
    const at = await startsToday(TestApi.start({ PUBLIC_URL: publicUrl }));
    const { body } = await at.post<{ link: string }>('/api/sign-in/links', {});
    const answer = await at.post('/api/sign-in/link', { token: new URL(body.link).hash.slice('#link='.length) }, { key: null });
    expect(answer.headers['set-cookie']).toMatch(expected);
    await at.close();
  });

  it('of somebody else, put beside ours by a neighbouring page, is not taken for it', async () => {
    const other = await aPerson(api, 'viewer');
    const planted = await anotherSession(api, other.id, other.cookie);
    const [, token] = planted.split('=');
    for (const name of ['loopwright', 'loopwright-30000', 'Loopwright-3000', ' __Host-loopwright-3000', 'x-loopwright-3000'])
      expect((await api.get('/api/me', { key: null, headers: { cookie: `${name}=${token ?? ''}` } })).status).toBe(401);
  });
});
