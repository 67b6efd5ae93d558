import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StopLinks } from '../../server/channels/stop-link.ts';
import { A_PASSWORD, aPerson, fromHere, startsToday } from '../builders/people.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { TestApi } from '../harness/api.ts';
import { Whole } from '../harness/whole.ts';
import { describedRoutes } from './routes.ts';

const OPEN = { key: null };
let place = 0;
let guests = 0;
/** A place nobody tried from before. */
const elsewhere = (): { key: null; headers: Record<string, string> } => {
  place += 1;
  return { key: null, headers: { 'x-forwarded-for': `198.51.100.${String(place)}` } };
};
/** Letters of base64url next to each other: the smallest change there is. */
const nearly = (token: string, at: number): string => `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
const alike = (answers: { status: number; text: string }[]): number =>
  new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size;

let api: TestApi;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
}, 60_000);
afterAll(() => api.close());

describe('a one-time link or an invitation', () => {
  const links = async (): Promise<{ link: string; invitation: string }> => {
    const made = await api.post<{ link: string }>('/api/sign-in/links', {});
    guests += 1;
    const email = `guest-${String(guests)}@halden.example`;
    const invited = await api.post<{ link: string }>('/api/people/invitations', { email, role: 'viewer' });
    return { link: made.body.link.split('#link=')[1] ?? '', invitation: invited.body.link.split('#invitation=')[1] ?? '' };
  };

  it('that is wrong answers as one that is nearly right, cut off, of the other kind, or used up', async () => {
    const { link, invitation } = await links();
    const used = (await links()).link;
    await api.post('/api/sign-in/link', { token: used }, elsewhere());
    const wrong = [nearly(link, 0), nearly(link, 42), link.slice(0, -1), `${link}A`, 'x', invitation, used, 'A'.repeat(43)];
    const answers = [];
    for (const token of wrong) answers.push(await api.post('/api/sign-in/link', { token }, elsewhere()));
    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 401));
    expect(alike(answers)).toBe(1);
    expect((await api.post('/api/sign-in/link', { token: link }, elsewhere())).status).toBe(200);

    for (const [path, more] of [
      ['invitation/look', {}],
      ['invitation', { name: 'Guest', password: A_PASSWORD }],
    ] as const) {
      const others = [];
      for (const token of [nearly(invitation, 0), nearly(invitation, 42), invitation.slice(1), link, 'x'])
        others.push(await api.post(`/api/sign-in/${path}`, { token, ...more }, elsewhere()));
      expect(others.map(({ status }) => status)).toEqual(others.map(() => 401));
      expect(alike(others)).toBe(1);
    }
    expect((await api.post('/api/sign-in/invitation/look', { token: invitation }, elsewhere())).status).toBe(200);
  });

  it('cannot be guessed for long: all ways of guessing count together, and the right one is refused then too', async () => {
    const { link } = await links();
    const from = elsewhere();
    const guesses = Array.from({ length: 40 }, (_, at) =>
      at % 2 === 0
        ? api.post('/api/sign-in/link', { token: `guess ${String(at)}` }, from)
        : api.post('/api/sign-in/invitation/look', { token: `guess ${String(at)}` }, from),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect((await api.post('/api/sign-in/link', { token: link }, from)).status).toBe(429);
    expect((await api.post('/api/sign-in/link', { token: link }, elsewhere())).status).toBe(200);
  });
});

describe('an API key', () => {
  const wrongOnes = (key: string): string[] => [
    nearly(key, 3),
    nearly(key, key.length - 1),
    key.slice(0, -1),
    `${key}A`,
    key.slice(3),
    key.toUpperCase(),
    'lw_',
    'x'.repeat(500),
    'x'.repeat(5_000),
  ];

  it('that is wrong answers as one that is nearly right, deleted, or no key at all', async () => {
    const { body } = await api.post<{ id: string; key: string }>('/api/keys', { name: 'a', role: 'viewer' });
    const deleted = (await api.post<{ id: string; key: string }>('/api/keys', { name: 'b', role: 'viewer' })).body;
    await api.ask('DELETE', `/api/keys/${deleted.id}`);
    const answers = [];
    for (const key of [...wrongOnes(body.key), deleted.key])
      answers.push(await api.get('/api/customers', { key, headers: elsewhere().headers }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(alike(answers)).toBe(1);
    expect((await api.get('/api/customers', { key: body.key })).status).toBe(200);
  });

  it('cannot be guessed for long; keys in use from there go on', async () => {
    const { body: used } = await api.post<{ key: string }>('/api/keys', { name: 'in use', role: 'viewer' });
    const { body: unused } = await api.post<{ key: string }>('/api/keys', { name: 'not used yet', role: 'viewer' });
    const { headers } = elsewhere();
    expect((await api.get('/api/customers', { key: used.key, headers })).status).toBe(200);
    const guess = (at: number) => api.get('/api/customers', { key: `lw_${String(at)}`, headers });
    const statuses = (await Promise.all(Array.from({ length: 120 }, (_, at) => guess(at)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    const refused = await api.get('/api/customers', { key: unused.key, headers });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect((await api.get('/api/customers', { key: used.key, headers })).status).toBe(200);
    expect((await api.get('/api/customers', { key: unused.key, headers: elsewhere().headers })).status).toBe(200);
  });

  it('that one program still uses after it was deleted counts as one guess, however often', async () => {
    const { headers } = elsewhere();
    for (let times = 0; times < 150; times += 1)
      expect((await api.get('/api/customers', { key: 'lw_of-yesterday', headers })).status).toBe(401);
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'of today', role: 'viewer' });
    expect((await api.get('/api/customers', { key: body.key, headers })).status).toBe(200);
  });
});

describe('an id', () => {
  it('tells nobody who may not ask whether it is there', async () => {
    const { body } = await api.post<{ ids: string[] }>('/api/feedback', {
      source: 's',
      externalId: 'a',
      text: 'x',
      customer: { externalId: 'C-1' },
    });
    const feedback = body.ids[0] ?? '';
    const customer = (await api.db.customers.findOne({ externalId: 'C-1' }).lean())?._id ?? '';
    const person = await aPerson(api, 'agent');
    const source = await api.post<{ key: string }>('/api/keys', { name: 'a source', role: 'source' });
    const routes = (await describedRoutes(api)).filter(({ path, role }) => path.includes('{') && role !== 'open');
    const found: string[] = [];
    for (const { method, path, role } of routes)
      for (const [who, asked] of [
        ['nobody', OPEN],
        ['a source', { key: source.body.key }],
        ...(role === 'admin' || role === 'maker' ? [['an agent', fromHere(person.cookie)] as const] : []),
      ] as const) {
        const body = method === 'GET' ? undefined : {};
        const [there, notThere] = await Promise.all([
          api.ask(method, path.replaceAll(/\{\w+\}/g, path.includes('feedback') ? feedback : customer), body, asked),
          api.ask(method, path.replaceAll(/\{\w+\}/g, 'f'.repeat(24)), body, asked),
        ]);
        if (alike([there, notThere]) !== 1 || ![401, 403].includes(there.status))
          found.push(`${method} ${path} to ${who}: ${String(there.status)}`);
      }
    expect(found).toEqual([]);
  });
});

describe('the link that stops messages', () => {
  let whole: Whole;
  let message: string;
  let customer: string;

  beforeAll(async () => {
    whole = await Whole.start();
    await someThemes(whole);
    await published(whole, pricingFlow());
    ({ customer } = await said(whole, 10));
    await said(whole, 10);
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    message = (await whole.db.messages.findOne({ customer }).lean())?._id ?? '';
  }, 60_000);
  afterAll(() => whole.close());

  const at = async (method: 'GET' | 'POST', token: string) => {
    const { statusCode: status, body: text, headers } = await whole.app.inject({ method, url: `/u/${token}` });
    return { status, text, headers };
  };

  it('that is wrong, nearly right, of another house, or of no message of ours gets one answer and stops nothing', async () => {
    const token = whole.links.token(message);
    const wrong = [
      nearly(token, 0),
      nearly(token, token.length - 2),
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      token.slice(-22),
      message,
      new StopLinks('the secret of another house', '').token(message),
      whole.links.token('b'.repeat(64)),
      whole.links.token(''),
      'x',
    ];
    for (const method of ['GET', 'POST'] as const) {
      const answers = [];
      for (const one of wrong) answers.push(await at(method, one));
      expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 404));
      expect(alike(answers)).toBe(1);
    }
    expect(await whole.db.suppressions.countDocuments({})).toBe(0);
    expect(await whole.db.customers.countDocuments({ 'consent.email': false })).toBe(0);
  });

  it('shows the same page for everybody, with nothing of anybody in it', async () => {
    const other = await whole.db.messages.findOne({ customer: { $ne: customer } }).lean();
    const [mine, theirs] = [await at('GET', whole.links.token(message)), await at('GET', whole.links.token(other?._id ?? ''))];
    expect([mine.status, theirs.status]).toEqual([200, 200]);
    expect(mine.text).toBe(theirs.text);
    expect(mine.headers['referrer-policy']).toBe('no-referrer');
    expect(mine.headers['cache-control']).toBe('no-store');
  });

  it('works for whoever was erased as for everybody, and brings nothing of them back', async () => {
    const before = await at('GET', whole.links.token(message));
    await whole.ask('DELETE', `/api/customers/${customer}`);
    const after = await at('GET', whole.links.token(message));
    expect([after.status, after.text]).toEqual([before.status, before.text]);
    expect((await at('POST', whole.links.token(message))).status).toBe(200);
    const kept = JSON.stringify([await whole.db.customers.findById(customer).lean(), await whole.db.messages.findById(message).lean()]);
    expect(kept).not.toMatch(/@example\.com/);
  });

  it('that is not ours costs the database nothing, so that no limit has to stand in the way of mail programs', async () => {
    const cut = await TestApi.start();
    await cut.db.messages.db.getClient().close();
    expect((await cut.get(`/u/${nearly(whole.links.token(message), 5)}`, OPEN)).status).toBe(404);
    expect((await cut.get(`/u/${new StopLinks('a secret of the tests', '').token(message)}`, OPEN)).status).toBe(503);
    await cut.app.close();
  });

  it('is pressed by mail programs with a form, in either way of writing one', async () => {
    const { customer: another } = await said(whole, 10);
    await whole.settle();
    await verified(whole, await shipped(whole, 3, { title: 'another' }));
    const one = await whole.db.messages.findOne({ customer: another }).lean();
    const url = `/u/${whole.links.token(one?._id ?? '')}`;
    const multipart = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    for (const [type, payload] of [
      ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
      ['multipart/form-data; boundary=x', multipart],
    ] as const) {
      const { statusCode } = await whole.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
      expect(statusCode, type).toBe(200);
    }
  });
});
