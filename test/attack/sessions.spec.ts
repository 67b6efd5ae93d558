import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A_PASSWORD, aPerson, anotherSession, cookieOf, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

const OTHER_PASSWORD = 'another road, further inland';

let api: TestApi;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
}, 60_000);
afterAll(() => api.close());

const statusOf = async (cookie: string): Promise<number> => (await api.get('/api/me', fromHere(cookie))).status;
const nameOf = (cookie: string): string => cookie.split('=')[0] ?? '';
const linkTo = async (): Promise<string> => (await api.post<{ link: string }>('/api/sign-in/links', {})).body.link.split('#link=')[1] ?? '';
const invitationFor = async (email: string): Promise<string> =>
  (await api.post<{ link: string }>('/api/people/invitations', { email, role: 'viewer' })).body.link.split('#invitation=')[1] ?? '';

describe('a session planted before somebody signs in', () => {
  it.each([
    ['a password', async () => ['password', { email: (await aPerson(api, 'viewer')).email, password: A_PASSWORD }] as const],
    ['a one-time link', async () => ['link', { token: await linkTo() }] as const],
    [
      'an invitation',
      async () =>
        ['invitation', { token: await invitationFor('newcomer@halden.example'), name: 'New Comer', password: A_PASSWORD }] as const,
    ],
  ])('is over when they do by %s, and theirs is another', async (_, credentials) => {
    const [way, body] = await credentials();
    const attacker = await aPerson(api, 'viewer');
    const answer = await api.post(`/api/sign-in/${way}`, body, { key: null, headers: { cookie: attacker.cookie } });
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).toMatch(/^loopwright-3000=[\w-]{43}$/);
    expect(cookieOf(answer)).not.toBe(attacker.cookie);
    expect([await statusOf(attacker.cookie), await statusOf(cookieOf(answer))]).toEqual([401, 200]);
  });

  it('is not begun by asking, signed in or not', async () => {
    const invented = { key: null, headers: { cookie: `loopwright-3000=${'A'.repeat(43)}` } };
    for (const url of ['/', '/sign-in', '/api/me', '/api/health', '/u/x'])
      expect((await api.get(url, invented)).headers['set-cookie'], url).toBeUndefined();
    expect(await api.db.sessions.countDocuments({ person: { $exists: false } })).toBe(0);
  });
});

describe('a session that somebody copied', () => {
  it('is over when its person changes the password, the very same one too, and theirs goes on under a new name', async () => {
    const { id, cookie, email } = await aPerson(api, 'viewer');
    const other = await anotherSession(api, id, cookie);
    const changed = await api.ask('PUT', '/api/me/password', { current: A_PASSWORD, next: OTHER_PASSWORD }, fromHere(cookie));
    expect(changed.status).toBe(204);
    expect([await statusOf(cookie), await statusOf(other), await statusOf(cookieOf(changed))]).toEqual([401, 401, 200]);
    const old = await api.post('/api/sign-in/password', { email, password: A_PASSWORD }, { key: null });
    expect(old.status).toBe(401);
  });

  it('stays what it was when the password was not right', async () => {
    const { cookie } = await aPerson(api, 'viewer');
    const refused = await api.ask('PUT', '/api/me/password', { current: OTHER_PASSWORD, next: OTHER_PASSWORD }, fromHere(cookie));
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect([refused.status, await statusOf(cookie)]).toEqual([403, 200]);
  });

  it.each([
    ['signs out', 'DELETE', '/api/me/session'],
    ['signs out everywhere', 'DELETE', '/api/me/sessions'],
  ])('is over when its person %s, and does not come back', async (_, method, url) => {
    const { cookie } = await aPerson(api, 'viewer');
    const out = await api.ask(method, url, undefined, fromHere(cookie));
    expect(out.headers['set-cookie']).toMatch(/^loopwright-3000=; Path=\/; HttpOnly; SameSite=Strict; Max-Age=0$/);
    expect(await statusOf(cookie)).toBe(401);
    expect(await statusOf(cookie)).toBe(401);
  });

  it('neither sees nor ends another person’s', async () => {
    const [one, two] = [await aPerson(api, 'viewer'), await aPerson(api, 'viewer')];
    await api.ask('DELETE', '/api/me/sessions', undefined, fromHere(one.cookie));
    expect(await statusOf(two.cookie)).toBe(200);
    expect((await api.get<{ id: string }>('/api/me', fromHere(two.cookie))).body.id).toBe(two.id);
  });
});

describe('a cookie that was tampered with', () => {
  it('opens nothing, whichever letter was changed', async () => {
    const { cookie } = await aPerson(api, 'admin');
    const [name = '', token = ''] = cookie.split('=');
    const letters = Array.from(token, (letter, at) => `${token.slice(0, at)}${letter === 'A' ? 'E' : 'A'}${token.slice(at + 1)}`);
    const others = [
      ...letters,
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      `${token}%00`,
      `"${token}"x`,
      encodeURIComponent(`${token}=`),
      '',
      'null',
      '[object Object]',
      '{"$ne":null}',
    ].filter((one) => one !== token);
    for (const other of others) expect(await statusOf(`${name}=${other}`), other).toBe(401);
    expect(await statusOf(cookie)).toBe(200);
  });

  it('nor does what is stored of it, for whoever has read the database', async () => {
    const { id, cookie } = await aPerson(api, 'admin');
    const [stored] = await api.db.sessions.find({ person: id }).lean<{ _id: string }[]>();
    expect(await statusOf(`${nameOf(cookie)}=${stored?._id ?? ''}`)).toBe(401);
    expect(await statusOf(`${nameOf(cookie)}=${stored?._id.slice(0, 43) ?? ''}`)).toBe(401);
    const key = await api.db.keys.create({
      _id: 'k',
      hash: 'f'.repeat(64),
      name: 'k',
      role: 'admin',
      createdBy: 'x',
      createdAt: new Date(),
    });
    expect((await api.get('/api/me', { key: key.hash })).status).toBe(401);
  });

  it('nor one that is over, before the database has cleared it away', async () => {
    const { id, cookie } = await aPerson(api, 'admin');
    const over = await anotherSession(api, id, cookie, -1);
    expect(await statusOf(over)).toBe(401);
  });
});

describe('whoever may no longer sign in', () => {
  it('is out at once, also in the middle of listening, and neither password nor link nor invitation lets them in again', async () => {
    const gone = await aPerson(api, 'viewer');
    await api.ask('PATCH', `/api/people/${gone.id}`, { disabled: true });
    expect(await statusOf(gone.cookie)).toBe(401);
    expect((await api.post('/api/sign-in/password', { email: gone.email, password: A_PASSWORD }, { key: null })).status).toBe(401);
    expect(await api.get('/api/live/still', fromHere(gone.cookie))).toMatchObject({ status: 401 });
    expect((await api.post('/api/people/invitations', { email: gone.email, role: 'admin' })).status).toBe(409);
  });

  it('has with a lower role no more than that role, in sessions that began before', async () => {
    const person = await aPerson(api, 'admin');
    await api.ask('PATCH', `/api/people/${person.id}`, { role: 'viewer' });
    expect((await api.post('/api/keys', { name: 'mine', role: 'admin' }, fromHere(person.cookie))).status).toBe(403);
    expect((await api.ask('PATCH', `/api/people/${person.id}`, { role: 'admin' }, fromHere(person.cookie))).status).toBe(403);
    expect((await api.ask('PUT', '/api/me', { role: 'admin' }, fromHere(person.cookie))).status).toBe(422);
  });
});
