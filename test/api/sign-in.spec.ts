import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A_PASSWORD, aPerson, anotherSession, cookieOf, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const OPEN = { key: null };
const OLD_PASSWORD = 'a password of long ago';
/** Of the same make with 64 KiB and one pass. */
const OLD_HASH = '$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$4IbKtCTm8zWL5AzEGEmqKlG8m7gu1Q5PJzUn17sNphQ';

let api: TestApi;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
});
afterAll(() => api.close());

interface Link {
  link: string;
  expiresAt: string;
}

interface Me {
  id: string;
  name: string;
  role: string;
  email: string | null;
  passwordSet: boolean;
  via: string;
  code: string;
}

const aLink = async (on = api): Promise<string> => (await on.post<Link>('/api/sign-in/links', {})).body.link.split('#link=')[1] ?? '';
const byLink = (token: string, on = api) => on.post<Me>('/api/sign-in/link', { token }, OPEN);
const byPassword = (email: string, password: string, headers: Record<string, string> = {}) =>
  api.post<Me>('/api/sign-in/password', { email, password }, { key: null, headers });
const me = (cookie: string) => api.get<Me>('/api/me', fromHere(cookie));

describe('a one-time link', () => {
  it('lies in the part of the address that no server sees, and makes the first administrator, once', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => api.post<Link>('/api/sign-in/links', {})));
    for (const { status, body } of made) {
      expect(status).toBe(201);
      expect(body.link).toMatch(/^http:\/\/localhost:3000\/sign-in#link=[\w-]{43}$/);
      expect(Date.parse(body.expiresAt) - api.clock.now().getTime()).toBe(30 * MINUTE);
    }
    expect(await api.db.people.find().lean()).toMatchObject([{ name: 'Administrator', email: null, role: 'admin' }]);
  });

  it('signs in, with a cookie that scripts cannot read and other sites cannot use', async () => {
    const answer = await byLink(await aLink());
    expect(answer).toMatchObject({
      status: 200,
      body: { name: 'Administrator', role: 'admin', email: null, passwordSet: false, via: 'session' },
    });
    expect(answer.headers['set-cookie']).toMatch(/^loopwright-3000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=7776000$/);
    expect(await me(cookieOf(answer))).toMatchObject({ status: 200, body: { role: 'admin' } });
  });

  it('works once, also when ten try at the same moment', async () => {
    const token = await aLink();
    const answers = await Promise.all(Array.from({ length: 10 }, () => byLink(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 401)]);
  });

  it('used, over or invented gets one answer, which says what to do', async () => {
    const used = await aLink();
    await byLink(used);
    const over = await aLink();
    api.clock.advance(30 * MINUTE);
    const answers = [await byLink(used), await byLink(over), await byLink('A'.repeat(43))];
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({
      status: 401,
      body: { code: 'link-used-up', detail: 'This link was used already or is over: `npm run sign-in` makes another.' },
    });
  });

  it('is kept as a hash, and stands in no log', async () => {
    const token = await aLink();
    expect(JSON.stringify(await api.db.links.find().lean())).not.toContain(token);
    await byLink(token);
    expect(api.logged).not.toContain(token);
  });

  it('signs in the administrator who is there longest and not disabled', async () => {
    const other = await aPerson(api, 'admin', { name: 'Ana Ruiz' });
    expect((await byLink(await aLink())).body.name).toBe('Administrator');
    const { _id: first } = (await api.db.people.findOne({ name: 'Administrator' }).lean()) ?? { _id: '' };
    const waiting = await aLink();
    await api.ask('PATCH', `/api/people/${first}`, { disabled: true });
    expect((await byLink(await aLink())).body.id).toBe(other.id);
    expect((await byLink(waiting)).status).toBe(401);
    await api.ask('PATCH', `/api/people/${first}`, { disabled: false });
  });

  it('is made with a key: nobody who is signed in comes in as somebody else', async () => {
    const { cookie } = await aPerson(api, 'admin');
    expect(await api.post('/api/sign-in/links', {}, fromHere(cookie))).toMatchObject({ status: 403, body: { code: 'key-only' } });
  });

  it('over https is set in a cookie for this host and secure connections only', async () => {
    const secure = await startsToday(TestApi.start({ PUBLIC_URL: 'https://answers.halden.example', PORT: '8443' }));
    const answer = await byLink(await aLink(secure), secure);
    expect(answer.headers['set-cookie']).toMatch(/^__Host-loopwright-8443=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=/);
    await secure.close();
  });
});

describe('signing in by password', () => {
  it('works with the address in any case, and a wrong password, an unknown address and a disabled person get one answer', async () => {
    const maya = await aPerson(api, 'maker', { name: 'Maya Lind', email: 'maya@halden.example' });
    expect(await byPassword(' Maya@Halden.example ', A_PASSWORD)).toMatchObject({ status: 200, body: { id: maya.id, passwordSet: true } });
    const gone = await aPerson(api, 'viewer');
    await api.ask('PATCH', `/api/people/${gone.id}`, { disabled: true });
    const answers = [
      await byPassword(maya.email, `${A_PASSWORD}!`),
      await byPassword('nobody@halden.example', A_PASSWORD),
      await byPassword(gone.email, A_PASSWORD),
    ];
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'wrong-password' } });
    expect(answers[0]?.headers['set-cookie']).toBeUndefined();
  });

  it('takes the same letters for the same, however the keyboard composes them', async () => {
    const { id, cookie, email } = await aPerson(api, 'viewer');
    await api.ask('PUT', '/api/me/password', { current: A_PASSWORD, next: 'ein schöner Garten' }, fromHere(cookie));
    expect(await byPassword(email, 'ein scho\u0308ner Garten')).toMatchObject({ status: 200, body: { id } });
  });

  it('keeps Argon2id with what OWASP asks for, and makes an older hash stronger at the next sign-in', async () => {
    const { id, email } = await aPerson(api, 'viewer');
    const stored = async (): Promise<string> => (await api.db.people.findById(id).lean())?.passwordHash ?? '';
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    await api.db.people.updateOne({ _id: id }, { $set: { passwordHash: OLD_HASH } });
    expect((await byPassword(email, OLD_PASSWORD)).status).toBe(200);
    expect(await stored()).toContain('m=19456,t=2,p=1');
    expect((await byPassword(email, OLD_PASSWORD)).status).toBe(200);
  });

  it('leaves the password neither in the answer nor in the log', async () => {
    const { email } = await aPerson(api, 'viewer');
    const answer = await byPassword(email, A_PASSWORD);
    expect(answer.text + api.logged).not.toContain(A_PASSWORD);
    expect(api.logged).not.toContain(email);
  });
});

describe('trying again and again', () => {
  it('is refused after ten wrong tries at one address from one place, and says when to come back', async () => {
    const { email } = await aPerson(api, 'viewer');
    const from = { 'x-forwarded-for': '203.0.113.7' };
    const tries = await Promise.all(Array.from({ length: 12 }, () => byPassword(email, 'not this one, surely', from)));
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = await byPassword(email, A_PASSWORD, from);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    expect(refused.text).toMatch(/try again in (14|15) minutes/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect((await byPassword(email, A_PASSWORD, { 'x-forwarded-for': '203.0.113.8' })).status).toBe(200);
  });

  it('counts what is right for nothing', async () => {
    const { email } = await aPerson(api, 'viewer');
    for (let at = 0; at < 12; at += 1) expect((await byPassword(email, A_PASSWORD)).status).toBe(200);
  });

  it('of links is refused after thirty', async () => {
    const guess = (at: number) =>
      api.post('/api/sign-in/link', { token: `guess ${String(at)}` }, { key: null, headers: { 'x-forwarded-for': '2001:db8:1:2::7' } });
    for (let at = 0; at < 30; at += 1) expect((await guess(at)).status).toBe(401);
    expect((await guess(31)).status).toBe(429);
    const neighbour = { key: null, headers: { 'x-forwarded-for': '2001:db8:1:2:3:4:5:6' } };
    expect((await api.post('/api/sign-in/invitation/look', { token: 'x' }, neighbour)).status).toBe(429);
    const another = { key: null, headers: { 'x-forwarded-for': '2001:db8:1:3::7' } };
    expect((await api.post('/api/sign-in/invitation/look', { token: 'x' }, another)).status).toBe(401);
  });

  it('is counted in the database for every process, without addresses', async () => {
    const kept = JSON.stringify(await api.db.limits.find().lean());
    expect(kept).toContain('passwordOfOne:');
    expect(kept).not.toMatch(/203\.0\.113|halden/);
  });
});

describe('a session', () => {
  it('begins with a new token each time, whatever the browser brought', async () => {
    const { id, email, cookie } = await aPerson(api, 'agent');
    const [name = ''] = cookie.split('=');
    const planted = `${name}=${'B'.repeat(43)}`;
    const answer = await byPassword(email, A_PASSWORD, { cookie: planted });
    expect(cookieOf(answer)).not.toBe(planted);
    expect((await me(planted)).status).toBe(401);
    const again = await byPassword(email, A_PASSWORD, { cookie: cookieOf(answer) });
    expect((await me(cookieOf(answer))).body).toMatchObject({ code: 'signed-out' });
    expect((await me(cookieOf(again))).body.id).toBe(id);
    expect(JSON.stringify(await api.db.sessions.find().lean())).not.toContain(cookieOf(again).split('=')[1]);
  });

  it('ends after 14 days without use, and after 90 days in any case', async () => {
    const { id, cookie } = await aPerson(api, 'viewer');
    const [idle, busy] = [await anotherSession(api, id, cookie, 14 * DAY), await anotherSession(api, id, cookie, 14 * DAY)];
    api.clock.advance(13 * DAY);
    expect((await me(busy)).status).toBe(200);
    api.clock.advance(DAY);
    expect([(await me(idle)).status, (await me(busy)).status]).toEqual([401, 200]);
    for (let day = 14; day < 89; day += 13) {
      api.clock.advance(Math.min(13, 89 - day) * DAY);
      expect((await me(busy)).status).toBe(200);
    }
    api.clock.advance(DAY);
    expect((await me(busy)).body.code).toBe('signed-out');
  });

  it('is over when its person signs out, and others go on', async () => {
    const { id, cookie } = await aPerson(api, 'viewer');
    const other = await anotherSession(api, id, cookie);
    const out = await api.ask('DELETE', '/api/me/session', undefined, fromHere(cookie));
    expect(out.status).toBe(204);
    expect(out.headers['set-cookie']).toMatch(/^loopwright-3000=; .*Max-Age=0$/);
    expect([(await me(cookie)).status, (await me(other)).status]).toEqual([401, 200]);
  });

  it('is over everywhere when its person signs out everywhere', async () => {
    const { id, cookie } = await aPerson(api, 'viewer');
    const other = await anotherSession(api, id, cookie);
    expect((await api.ask('DELETE', '/api/me/sessions', undefined, fromHere(cookie))).status).toBe(204);
    expect([(await me(cookie)).status, (await me(other)).status]).toEqual([401, 401]);
  });

  it('is over at once when its person is disabled, and does not come back with them', async () => {
    const { id, cookie } = await aPerson(api, 'viewer');
    await api.ask('PATCH', `/api/people/${id}`, { disabled: true });
    expect((await me(cookie)).body.code).toBe('signed-out');
    await api.ask('PATCH', `/api/people/${id}`, { disabled: false });
    expect((await me(cookie)).body.code).toBe('signed-out');
  });

  it('has the role its person has now', async () => {
    const { id, cookie } = await aPerson(api, 'admin');
    expect((await api.get('/api/people', fromHere(cookie))).status).toBe(200);
    await api.ask('PATCH', `/api/people/${id}`, { role: 'agent' });
    expect(await api.get('/api/people', fromHere(cookie))).toMatchObject({
      status: 403,
      body: { code: 'role', detail: 'Your role is agent, and this takes admin: ask an administrator.' },
    });
  });
});
