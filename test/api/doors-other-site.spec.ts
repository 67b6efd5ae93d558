import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A_PASSWORD, aPerson, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
});
afterAll(() => api.close());

const signIn = (email: string, headers: Record<string, string>) =>
  api.post('/api/sign-in/password', { email, password: A_PASSWORD }, { key: null, headers });

describe('another site', () => {
  const elsewhere = (headers: Record<string, string>, cookie: string) => ({ key: null, headers: { cookie, ...headers } });
  const rename = (asked: object) => api.ask('PUT', '/api/me', {}, asked);

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{}],
  ])('with %j changes nothing in the name of who is signed in', async (headers) => {
    const { cookie } = await aPerson(api, 'viewer');
    expect(await rename(elsewhere(headers, cookie))).toMatchObject({ status: 403, body: { code: 'other-site' } });
    expect((await api.get('/api/me', elsewhere(headers, cookie))).status).toBe(200);
  });

  it.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'http://localhost:3000' }],
    [{ origin: 'http://lw.local', host: 'lw.local' }],
  ])('is not what %j says: that is ours', async (headers) => {
    const { cookie } = await aPerson(api, 'viewer');
    expect((await rename(elsewhere(headers, cookie))).status).toBe(200);
  });

  it('cannot sign anybody in', async () => {
    const { email } = await aPerson(api, 'viewer');
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect(await signIn(email, headers)).toMatchObject({ status: 403, body: { code: 'other-site' } });
  });

  it('is no matter to a program with a key, which no browser sends by itself', async () => {
    const answer = await api.post('/api/keys', { name: 'made elsewhere', role: 'viewer' }, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).toBe(201);
  });
});

describe('two people with the same Idempotency-Key', () => {
  it('get each their own answer', async () => {
    const [one, two] = [await aPerson(api, 'admin'), await aPerson(api, 'admin')];
    const make = (cookie: string, name: string) => {
      const asked = fromHere(cookie);
      return api.post<{ key: string }>(
        '/api/keys',
        { name, role: 'viewer' },
        { ...asked, headers: { ...asked.headers, 'idempotency-key': 'k' } },
      );
    };
    const [first, second] = [await make(one.cookie, 'the first'), await make(two.cookie, 'the second')];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.key).not.toBe(second.body.key);
  });
});
