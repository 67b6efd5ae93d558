import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, anotherSession, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

const PEOPLE = ['viewer', 'agent', 'designer', 'approver', 'maker', 'admin'] as const;
const CLOSED = new Set(['no-key', 'signed-out', 'role']);

interface Route {
  method: string;
  path: string;
  least: string;
  sources: boolean;
}

let api: TestApi;
let routes: Route[];
const persons: Record<string, { id: string; cookie: string }> = {};
const keys: Record<string, string> = {};

beforeAll(async () => {
  api = await startsToday(TestApi.start());
  interface Document {
    paths: Record<string, Record<string, { 'x-role': string; 'x-also'?: string }>>;
  }
  const { body } = await api.get<Document>('/api/openapi.json', { key: null });
  routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({ method, path, least: route['x-role'], sources: route['x-also'] === 'source' })),
  );
  for (const role of PEOPLE) persons[role] = await aPerson(api, role);
  for (const role of [...PEOPLE, 'source'])
    keys[role] = (await api.post<{ key: string }>('/api/keys', { name: `key of a ${role}`, role })).body.key;
});
afterAll(() => api.close());

/** Only whether the door opens: what is asked for is nothing that is there. */
async function codeOf({ method, path }: Route, headers: Record<string, string>): Promise<string> {
  const answer = await api.app.inject({
    method: method.toUpperCase() as 'GET',
    url: path.replaceAll(/\{\w+\}/g, 'nothing-of-this-name'),
    headers: { ...headers, 'sec-fetch-site': 'same-origin', ...(method === 'get' ? {} : { 'content-type': 'application/json' }) },
    ...(method === 'get' ? {} : { payload: '{}' }),
    payloadAsStream: true,
  });
  const stream = answer.stream();
  const problem = String(answer.headers['content-type']).startsWith('application/problem+json');
  if (!problem) {
    stream.destroy();
    return 'open';
  }
  const chunks = (await stream.toArray()) as Buffer[];
  const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code: string };
  return CLOSED.has(code) ? code : 'open';
}

/** Each route whose door does not do what its rule says, with what it did. */
async function surprises(
  expected: (route: Route) => string,
  headersFor: (route: Route) => Promise<Record<string, string>>,
): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    const code = await codeOf(route, await headersFor(route));
    if (code !== expected(route)) found.push(`${route.method} ${route.path}: ${code}, not ${expected(route)}`);
  }
  return found;
}

const may = ({ least, sources }: Route, role: string): boolean => {
  if (least === 'open') return true;
  if (role === 'source') return sources;
  return PEOPLE.indexOf(role as 'admin') >= PEOPLE.indexOf(least as 'admin');
};
const openOr = (code: string) => (route: Route) => (route.least === 'open' ? 'open' : code);
const rank = (role: string) => (route: Route) => (may(route, role) ? 'open' : 'role');

describe('every route', () => {
  it('says who may use it', () => {
    expect(routes.length).toBeGreaterThan(60);
    for (const route of routes) expect(['open', ...PEOPLE], `${route.method} ${route.path}`).toContain(route.least);
  });

  it('is closed without key and session, unless it is open to everybody', async () => {
    expect(await surprises(openOr('no-key'), () => Promise.resolve({}))).toEqual([]);
  });

  it.each([...PEOPLE, 'source'])('opens for the key of a %s as far as the role goes', async (role) => {
    expect(await surprises(rank(role), () => Promise.resolve({ authorization: `Bearer ${keys[role] ?? ''}` }))).toEqual([]);
  });

  it.each(PEOPLE)('opens for a signed-in %s as far as the role goes', async (role) => {
    const { id, cookie } = persons[role] ?? { id: '', cookie: '' };
    expect(await surprises(rank(role), async () => ({ cookie: await anotherSession(api, id, cookie) }))).toEqual([]);
  });

  it('is closed to a session that is over, even of an administrator', async () => {
    const { id, cookie } = persons['admin'] ?? { id: '', cookie: '' };
    const over = await anotherSession(api, id, cookie, 0);
    expect(await surprises(openOr('signed-out'), () => Promise.resolve({ cookie: over }))).toEqual([]);
  });

  it('is closed to a session nobody began', async () => {
    const [name = ''] = persons['admin']?.cookie.split('=') ?? [];
    const invented = `${name}=${'A'.repeat(43)}`;
    expect(await surprises(openOr('signed-out'), () => Promise.resolve({ cookie: invented }))).toEqual([]);
  });

  it('is closed to whoever was disabled, though their browser still has a session', async () => {
    const gone = await aPerson(api, 'admin');
    await api.ask('PATCH', `/api/people/${gone.id}`, { disabled: true });
    const kept = await anotherSession(api, gone.id, gone.cookie);
    expect(await surprises(openOr('signed-out'), () => Promise.resolve({ cookie: kept }))).toEqual([]);
  });

  it('is closed to a key that was deleted, and to one that never was', async () => {
    const { body } = await api.post<{ id: string; key: string }>('/api/keys', { name: 'soon gone', role: 'admin' });
    await api.ask('DELETE', `/api/keys/${body.id}`);
    for (const key of [body.key, `lw_${'A'.repeat(43)}`])
      expect(await surprises(openOr('no-key'), () => Promise.resolve({ authorization: `Bearer ${key}` }))).toEqual([]);
  });

  it('goes by the key where key and session come together', async () => {
    const { id, cookie } = persons['admin'] ?? { id: '', cookie: '' };
    const headers = async (): Promise<Record<string, string>> => ({
      authorization: `Bearer ${keys['viewer'] ?? ''}`,
      cookie: await anotherSession(api, id, cookie),
    });
    expect(await surprises(rank('viewer'), headers)).toEqual([]);
  });
});
