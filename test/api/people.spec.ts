import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A_PASSWORD, aPerson, anotherSession, cookieOf, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

const DAY = 86_400_000;

let api: TestApi;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
});
afterAll(() => api.close());

interface Invitation {
  id: string;
  email: string;
  role: string;
  link: string;
  expiresAt: string;
  code: string;
}

interface Problems {
  code: string;
  problems: { path: string; message: string }[];
}

const invite = (email: string, given: object = {}) => api.post<Invitation>('/api/people/invitations', { email, role: 'agent', ...given });
const tokenOf = ({ link }: { link: string }): string => link.split('#invitation=')[1] ?? '';
const look = (token: string) => api.post('/api/sign-in/invitation/look', { token }, { key: null });
const accept = (token: string, given: object = {}) =>
  api.post<Problems & { id: string }>(
    '/api/sign-in/invitation',
    { token, name: 'Priya Shah', password: A_PASSWORD, ...given },
    { key: null },
  );
const patch = (id: string, body: object) => api.ask<{ code: string; role: string }>('PATCH', `/api/people/${id}`, body);

describe('an invitation', () => {
  it('is handed over as a link that is shown once, and says whose it is to who holds it', async () => {
    const { status, body } = await invite(' Noor@Halden.example', { name: 'Noor' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      email: 'noor@halden.example',
      role: 'agent',
      link: expect.stringMatching(/\/sign-in#invitation=[\w-]{43}$/) as string,
    });
    expect(Date.parse(body.expiresAt) - api.clock.now().getTime()).toBe(7 * DAY);
    const listed = await api.get<{ items: Invitation[] }>('/api/people/invitations');
    expect(listed.body.items[0]).toMatchObject({ id: body.id, email: 'noor@halden.example', name: 'Noor', invitedBy: 'admin' });
    expect(listed.text + JSON.stringify(await api.db.links.find().lean())).not.toContain(tokenOf(body));
    for (let at = 0; at < 2; at += 1)
      expect((await look(tokenOf(body))).body).toEqual({ email: 'noor@halden.example', name: 'Noor', role: 'agent', invitedBy: 'admin' });
  });

  it('lets one person in, though ten accept at the same moment', async () => {
    const { body } = await invite('race@halden.example', { role: 'maker' });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => accept(tokenOf(body), { name: `Racer ${String(at)}` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body: { code } }) => code))).toEqual(new Set(['link-used-up']));
    expect(await api.db.people.find({ email: 'race@halden.example' }).lean()).toMatchObject([{ role: 'maker' }]);
    expect((await look(tokenOf(body))).status).toBe(401);
  });

  it('signs in whoever accepts', async () => {
    const { body } = await invite('priya@halden.example');
    const accepted = await accept(tokenOf(body));
    expect(accepted).toMatchObject({
      status: 200,
      body: { name: 'Priya Shah', email: 'priya@halden.example', role: 'agent', passwordSet: true },
    });
    expect((await api.get('/api/me', fromHere(cookieOf(accepted)))).status).toBe(200);
  });

  it('is over after seven days, when it is taken back, and when the address is invited again', async () => {
    const late = tokenOf((await invite('late@halden.example')).body);
    api.clock.advance(7 * DAY);
    expect(await look(late)).toMatchObject({ status: 401, body: { code: 'link-used-up' } });
    expect((await api.get('/api/people/invitations')).text).not.toContain('late@');
    const { body } = await invite('back@halden.example');
    expect((await api.ask('DELETE', `/api/people/invitations/${body.id}`)).status).toBe(204);
    expect((await look(tokenOf(body))).status).toBe(401);
    expect((await api.ask('DELETE', `/api/people/invitations/${body.id}`)).status).toBe(404);
    const first = tokenOf((await invite('twice@halden.example')).body);
    const second = tokenOf((await invite('twice@halden.example')).body);
    expect([(await look(first)).status, (await look(second)).status]).toEqual([401, 200]);
  });

  it('to somebody who is here already is refused', async () => {
    const { email } = await aPerson(api, 'viewer');
    expect(await invite(email)).toMatchObject({ status: 409, body: { code: 'email-taken' } });
  });

  it('is not a way to sign in, nor a sign-in link one to come in', async () => {
    const { body } = await invite('other@halden.example');
    expect((await api.post('/api/sign-in/link', { token: tokenOf(body) }, { key: null })).status).toBe(401);
    const { link } = (await api.post<{ link: string }>('/api/sign-in/links', {})).body;
    expect((await accept(link.split('#link=')[1] ?? '')).status).toBe(401);
  });

  it('is kept where the password is refused or the name is taken, so that it can be mended', async () => {
    await aPerson(api, 'viewer', { name: 'Tom Berg' });
    const token = tokenOf((await invite('mended@halden.example')).body);
    const refused = async (given: object): Promise<string> => {
      const { body } = await accept(token, given);
      return `${body.problems[0]?.path ?? ''}: ${body.problems[0]?.message ?? ''}`;
    };
    expect(await refused({ password: 'elevenchars' })).toBe('password: write at least 12 characters; a few words in a row are fine');
    expect(await refused({ password: 'x1'.repeat(101) })).toBe('password: write at most 200 characters');
    for (const password of ['Password1234', 'qwertyuiop123', 'aaaaaaaaaaaaaaaa'])
      expect(await refused({ password })).toBe('password: this is among the first that anybody guesses: take another');
    for (const password of ['Mended@halden.example', 'Someone Longer'])
      expect(await refused({ name: 'Someone Longer', password })).toBe('password: this is your name or address: take another');
    expect((await accept(token, { name: 'tom berg' })).body.code).toBe('name-taken');
    expect((await accept(token, { name: 'Tom Berg of delivery', password: '🚲🌊'.repeat(6) })).status).toBe(200);
  });
});

describe('people', () => {
  it('are listed without what they sign in with', async () => {
    const { id, email } = await aPerson(api, 'designer', { name: 'Lena Voss' });
    const { body, text } = await api.get<{ items: { id: string }[] }>('/api/people');
    expect(body.items.find((one) => one.id === id)).toEqual({
      id,
      name: 'Lena Voss',
      email,
      role: 'designer',
      disabled: false,
      passwordSet: true,
      lastSeenAt: expect.any(String) as string,
      createdAt: expect.any(String) as string,
    });
    expect(text).not.toContain('argon2');
  });

  it('get another role or name from an administrator', async () => {
    const { id } = await aPerson(api, 'viewer');
    expect(await patch(id, { role: 'maker', name: 'Renamed here' })).toMatchObject({
      status: 200,
      body: { role: 'maker', name: 'Renamed here' },
    });
    expect((await patch(id, { role: 'source' })).status).toBe(422);
    expect((await patch('nobody', { role: 'maker' })).status).toBe(404);
  });

  it('always have an administrator among them who can sign in', async () => {
    await api.db.people.updateMany({ role: 'admin' }, { $set: { role: 'viewer' } });
    const { id } = await aPerson(api, 'admin');
    await patch((await aPerson(api, 'admin')).id, { disabled: true });
    for (const lower of [{ role: 'maker' }, { disabled: true }])
      expect(await patch(id, lower)).toMatchObject({ status: 409, body: { code: 'last-administrator' } });
    expect((await patch(id, { name: 'The last one' })).status).toBe(200);
  });

  it('keep one of two administrators who lower each other at the same moment', async () => {
    await api.db.people.updateMany({ role: 'admin' }, { $set: { role: 'viewer' } });
    for (let round = 0; round < 5; round += 1) {
      const two = [await aPerson(api, 'admin'), await aPerson(api, 'admin')];
      const answers = await Promise.all(two.map(({ id }) => patch(id, { role: 'maker' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      await api.db.people.updateMany({ role: 'admin' }, { $set: { role: 'viewer' } });
    }
  });
});

describe('oneself', () => {
  it('is told with role and company, also to a key', async () => {
    await api.ask('PATCH', '/api/house-rules', { sender: { name: 'Mia', company: 'Halden Bikes' } });
    const { id, name, email, cookie } = await aPerson(api, 'approver');
    const expected = { demo: false, company: 'Halden Bikes' };
    expect((await api.get('/api/me', fromHere(cookie))).body).toEqual({
      ...expected,
      id,
      name,
      email,
      role: 'approver',
      passwordSet: true,
      via: 'session',
    });
    const key = (await api.post<{ key: string }>('/api/keys', { name: 'a shop', role: 'source', demo: true })).body;
    expect((await api.get('/api/me', { key: key.key })).body).toMatchObject({
      name: 'a shop',
      email: null,
      role: 'source',
      demo: true,
      passwordSet: false,
      via: 'key',
    });
  });

  it('changes name and address, but not to those of others', async () => {
    const [other, { cookie }] = [await aPerson(api, 'viewer'), await aPerson(api, 'viewer')];
    const change = (body: object) => api.ask<{ code: string; name: string; email: string }>('PUT', '/api/me', body, fromHere(cookie));
    expect((await change({ name: ' Aïda ', email: 'Aida@Halden.example' })).body).toMatchObject({
      name: 'Aïda',
      email: 'aida@halden.example',
    });
    expect((await change({ email: other.email })).body.code).toBe('email-taken');
    expect((await change({ name: other.name })).body.code).toBe('name-taken');
    expect((await change({ role: 'admin' })).status).toBe(422);
  });

  it('sets a password with the one before, which signs out everywhere else', async () => {
    const { id, email, cookie } = await aPerson(api, 'viewer');
    const elsewhere = await anotherSession(api, id, cookie);
    const set = (body: object) => api.ask<Problems>('PUT', '/api/me/password', body, fromHere(cookie));
    expect((await set({ next: 'the harbour at dawn' })).body.problems[0]?.path).toBe('current');
    expect(await set({ current: 'not this one, surely', next: 'the harbour at dawn' })).toMatchObject({
      status: 403,
      body: { code: 'wrong-password' },
    });
    expect((await set({ current: A_PASSWORD, next: email })).body.problems[0]?.path).toBe('next');
    expect((await api.get('/api/me', fromHere(elsewhere))).status).toBe(200);
    const done = await set({ current: A_PASSWORD, next: 'the harbour at dawn' });
    expect(done.status).toBe(204);
    const statusOf = async (theirs: string): Promise<number> => (await api.get('/api/me', fromHere(theirs))).status;
    expect([await statusOf(elsewhere), await statusOf(cookieOf(done))]).toEqual([401, 200]);
    const again = (password: string) => api.post('/api/sign-in/password', { email, password }, { key: null });
    expect([(await again(A_PASSWORD)).status, (await again('the harbour at dawn')).status]).toEqual([401, 200]);
  });

  it('guesses the password before ten times at most', async () => {
    const { cookie } = await aPerson(api, 'viewer');
    const guess = (current: string) => api.ask('PUT', '/api/me/password', { current, next: 'the harbour at dawn' }, fromHere(cookie));
    for (let at = 0; at < 10; at += 1) expect((await guess('not this one, surely')).status).toBe(403);
    expect((await guess(A_PASSWORD)).status).toBe(429);
  });

  it('who came by a link sets a first password without one', async () => {
    const { link } = (await api.post<{ link: string }>('/api/sign-in/links', {})).body;
    const cookie = cookieOf(await api.post('/api/sign-in/link', { token: link.split('#link=')[1] }, { key: null }));
    await api.ask('PUT', '/api/me', { email: 'first@halden.example' }, fromHere(cookie));
    const { _id: id } = (await api.db.people.findOne({ email: 'first@halden.example' }).lean()) ?? { _id: '' };
    expect((await api.ask('PUT', '/api/me/password', { next: 'the harbour at dawn' }, fromHere(cookie))).status).toBe(204);
    const signedIn = await api.post(
      '/api/sign-in/password',
      { email: 'first@halden.example', password: 'the harbour at dawn' },
      { key: null },
    );
    expect(signedIn).toMatchObject({ status: 200, body: { id } });
  });

  it.each([
    ['PUT', '/api/me', {}],
    ['PUT', '/api/me/password', { next: 'the harbour at dawn' }],
    ['DELETE', '/api/me/session', undefined],
    ['DELETE', '/api/me/sessions', undefined],
  ])('is nobody for a key: %s %s', async (method, url, body) => {
    expect(await api.ask(method, url, body)).toMatchObject({ status: 403, body: { code: 'person-only' } });
  });
});
