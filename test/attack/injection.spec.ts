import type { Condition } from '@loopwright/workflows/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf } from '../builders/people.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';
import { describedRoutes, nowhere, places, sampleWith } from './routes.ts';
import type { Described } from './routes.ts';

const OPERATORS = [
  { $ne: null },
  { $gt: '' },
  { $regex: '.*' },
  { $where: 'sleep(1000) || true' },
  { $in: ['a'] },
  { __proto__: null, $eq: 1 },
];
const IN_QUERIES = ['[$ne]=x', '[$gt]=', '[$regex]=.*', '[$where]=1', '.$ne=x', '[]=x', '[__proto__][x]=1'];
const AS_TEXT = ['{"$ne":null}', '{"$gt":""}', '$where', '.*', '\u0000', '\uD800'];

interface Refused {
  code: string;
  problems?: { path: string }[];
  items?: unknown[];
}

let whole: Whole;
let routes: Described[];
let cookie: string;

beforeAll(async () => {
  whole = await Whole.start();
  // Sessions are forgotten by the database's own clock.
  whole.clock.advance(Date.now() - whole.clock.now().getTime());
  await someThemes(whole);
  await published(whole, pricingFlow());
  await said(whole, 10, { customer: { externalId: 'C-1', name: 'Priya Nair', email: 'priya@example.com', attributes: { plan: 'basic' } } });
  await said(whole, 10, { customer: { externalId: 'C-2', name: 'Otto Berg' } });
  await whole.settle();
  await verified(whole, await shipped(whole, 3));
  routes = await describedRoutes(whole);
  const { body } = await whole.post<{ link: string }>('/api/sign-in/links', {});
  const token = body.link.split('#link=')[1];
  cookie = cookieOf(await whole.app.inject({ method: 'POST', url: '/api/sign-in/link', payload: { token } }));
}, 60_000);
afterAll(() => whole.close());

const ask = (method: string, url: string, body?: unknown) => whole.ask<Refused>(method, url, body);
/** What is about oneself is for people only. */
const askAs = ({ path }: Described) => (path.startsWith('/api/me') ? askSignedIn : ask);
async function askSignedIn(method: string, url: string, body: unknown): Promise<{ status: number; body: Refused }> {
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  const answer = await whole.app.inject({ method: method as 'PUT', url, headers, payload: JSON.stringify(body) });
  return { status: answer.statusCode, body: answer.json() };
}
const rows = async (): Promise<number[]> => Promise.all(Object.values(whole.db).map((model) => model.collection.countDocuments({})));
const told = ({ method, path }: Described, what: string, status: number): string => `${method} ${path} ${what}: ${String(status)}`;

describe('operators of the database', () => {
  it('in the name of a query are unknown names to every route that takes one', async () => {
    const found: string[] = [];
    let asked = 0;
    for (const route of routes.filter(({ queries }) => queries.length > 0))
      for (const name of route.queries)
        for (const tail of IN_QUERIES) {
          asked += 1;
          const { status, body } = await ask(route.method, `${nowhere(route)}?${encodeURI(`${name}${tail}`)}`);
          if (status !== 422 || body.code !== 'invalid') found.push(told(route, name + tail, status));
        }
    expect(found).toEqual([]);
    expect(asked).toBeGreaterThan(200);
  });

  it('given twice do not become a list', async () => {
    const found: string[] = [];
    for (const route of routes)
      for (const name of route.queries) {
        const { status } = await ask(route.method, `${nowhere(route)}?${name}=a&${name}=b`);
        if (status !== 422) found.push(told(route, `${name} twice`, status));
      }
    expect(found).toEqual([]);
  });

  it('as the text of a query are looked for as text, and found nowhere', async () => {
    const found: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET'))
      for (const name of route.queries)
        for (const text of AS_TEXT) {
          const { status, body } = await ask(
            'GET',
            `${nowhere(route)}?${name}=${text === '\uD800' ? '%ED%A0%80' : encodeURIComponent(text)}`,
          );
          const isAnything = route.path === '/api/customers' && name === 'name' && text === '\u0000';
          if (status >= 500 || (status === 200 && !isAnything && body.items?.length !== 0))
            found.push(told(route, `${name}=${JSON.stringify(text)}`, status));
        }
    expect(found).toEqual([]);
  });

  it('in place of any value of a body are refused at that very place', async () => {
    const found: string[] = [];
    const before = await rows();
    let asked = 0;
    for (const route of routes)
      for (const place of route.body ? places(route.body).filter(([first]) => first !== '0') : [])
        for (const operator of OPERATORS) {
          asked += 1;
          const { status, body } = await askAs(route)(route.method, nowhere(route), sampleWith(route.body ?? {}, place, operator));
          const path = place.join('.');
          const isThere = body.problems?.some(
            (one) => one.path === path || one.path.startsWith(`${path}.`) || path.startsWith(`${one.path}.`),
          );
          if (status !== 422 || !isThere)
            found.push(told(route, `${path}=${JSON.stringify(operator)} ${JSON.stringify(body.problems)}`, status));
        }
    expect(found).toEqual([]);
    expect(asked).toBeGreaterThan(500);
    expect(await rows()).toEqual(before);
  });

  it('in an address name nothing that is there', async () => {
    const found: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes('{')))
      for (const name of ['{"$ne":null}', '[$ne]', '$where', '__proto__', 'constructor', '../../customers', '\u0000', '*']) {
        const { status } = await ask(
          route.method,
          route.path.replaceAll(/\{\w+\}/g, encodeURIComponent(name)),
          route.body ? {} : undefined,
        );
        if (status < 400 || status >= 500) found.push(told(route, name, status));
      }
    expect(found).toEqual([]);
  });
});

describe('prototypes', () => {
  const POLLUTING = [
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"\\u005f_proto__":{"polluted":true}}',
    '[{"__proto__":{"polluted":true}}]',
    '{"themes":{"__proto__":{"polluted":true}}}',
  ];
  const raw = (method: string, url: string, payload: string, type: string) =>
    whole.app.inject({ method: method as 'POST', url, payload, headers: { authorization: `Bearer ${whole.key}`, 'content-type': type } });
  const isClean = (): void => {
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get([], 'polluted')).toBeUndefined();
  };

  it('stay clean of every body of every route', async () => {
    const found: string[] = [];
    for (const route of routes.filter(({ body }) => body !== null))
      for (const body of POLLUTING) {
        const { statusCode } = await raw(route.method, nowhere(route), body, 'application/json');
        if (statusCode !== 400 && statusCode !== 422) found.push(told(route, body, statusCode));
      }
    expect(found).toEqual([]);
    isClean();
  });

  it('stay clean of JSON lines, each of which is told as wrong', async () => {
    const lines = [
      '{"source":"s","externalId":"p1","text":"x","customer":{"attributes":{"__proto__":{"polluted":true}}}}',
      '{"source":"s","externalId":"p2","text":"x","customer":{"attributes":{"constructor":"x"}}}',
      '{"source":"s","externalId":"p3","text":"x","customer":{},"attributes":{"constructor":{"prototype":{"polluted":true}}}}',
      '{"source":"__proto__","externalId":"p4","text":"x","customer":{}}',
      '{"source":"s","externalId":"p5","text":"x","customer":{},"themes":["__proto__"]}',
      '{"__proto__":{"polluted":true},"source":"s","externalId":"p6","text":"x","customer":{}}',
    ];
    const answer = await raw('POST', '/api/feedback', lines.join('\n'), 'application/x-ndjson');
    expect(answer.json()).toMatchObject({ accepted: 0, rejectedCount: lines.length });
    isClean();
  });

  it('are nothing that a customer has: a condition on them holds for nobody, and is not known in words', async () => {
    const before = await rows();
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const scope: Condition = { field: `customer.attributes.${name}`, known: true };
      const id = await shipped(whole, 3, { title: `for ${name}`, scope });
      await verified(whole, id);
      const { body } = await whole.get<{ covered: number }>(`/api/improvements/${id}/audience`);
      expect(body, name).toMatchObject({ covered: 0 });
      const customer = await whole.db.customers.findOne({ externalId: 'C-1' }).lean();
      const why = await whole.get<{ words: string }>(`/api/customers/${customer?._id ?? ''}/why?improvement=${id}`);
      expect.soft(why.body.words, name).not.toMatch(/native code|\[object|\{\}/);
    }
    const messages = Object.keys(whole.db).indexOf('messages');
    expect((await rows())[messages]).toBe(before[messages]);
    isClean();
  });
});

describe('cursors that we did not give', () => {
  const cursor = (mark: unknown): string => Buffer.from(typeof mark === 'string' ? mark : JSON.stringify(mark)).toString('base64url');
  const FORGED = [
    cursor([{ $gt: '' }, 'a']),
    cursor([1, { $ne: null }]),
    cursor([null, null]),
    cursor(['1', 'a']),
    cursor([1, 'a', 'b']),
    cursor([1e300, 'a']),
    cursor([8_640_000_000_000_001, 'a']),
    cursor([-9_007_199_254_740_991, 'a']),
    cursor('{"__proto__":[1,"a"]}'),
    cursor('[1,'),
    '%00',
    '..%2f..%2f',
    'A'.repeat(401),
  ];

  it('are refused by every list', async () => {
    const found: string[] = [];
    const lists = routes.filter(({ method, queries }) => method === 'GET' && queries.includes('cursor'));
    expect(lists.length).toBeGreaterThan(10);
    for (const route of lists)
      for (const forged of FORGED) {
        const url = `${nowhere(route)}?${route.path === '/api/told' ? 'customer=C-1&' : ''}cursor=${forged}`;
        const { status } = await ask('GET', url);
        if (status !== 422 && !(route.path.includes('{') && status === 404)) found.push(told(route, forged, status));
      }
    expect(found).toEqual([]);
  });

  it('with a place of their own choosing show what the list shows anyway', async () => {
    const all = await whole.get<{ items: { id: string }[] }>('/api/customers');
    const forged = await whole.get<{ items: { id: string }[] }>(`/api/customers?cursor=${cursor([8_640_000_000_000_000, '\uFFFF'])}`);
    expect(forged.body.items).toEqual(all.body.items);
  });
});

describe('expressions', () => {
  const QUICK_MS = 1_000;
  const NASTY = [
    '(a+)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    `${'a'.repeat(199)}!`,
    '.*'.repeat(100),
    '\\'.repeat(200),
    '['.repeat(200),
    '(?=a)'.repeat(40),
  ];

  it('to look for are text: no pattern runs, and nothing takes long', async () => {
    const found: string[] = [];
    for (const route of routes.filter(({ queries }) => queries.includes('q') || queries.includes('name')))
      for (const text of NASTY) {
        const began = performance.now();
        const name = route.queries.includes('q') ? 'q' : 'name';
        const { status, body } = await ask('GET', `${nowhere(route)}?${name}=${encodeURIComponent(text)}`);
        const tookMs = performance.now() - began;
        if (status >= 500 || tookMs > QUICK_MS || (body.items?.length ?? 0) > 0) found.push(told(route, text, status));
      }
    expect(found).toEqual([]);
    expect((await whole.get<Refused>('/api/search?q=priy')).body.items).toHaveLength(1);
    expect((await whole.get<Refused>('/api/search?q=pri.a')).body.items).toHaveLength(0);
  });

  it.each([
    ['commas', `a${','.repeat(19_990)}a`],
    ['blanks', `a${' '.repeat(19_990)}a`],
    ['full stops', `${'.'.repeat(19_990)}a`],
    ['open brackets', '['.repeat(19_990)],
    ['addresses', 'a@'.repeat(9_990)],
    ['words of addresses', 'at dot '.repeat(2_800)],
    ['one word', 'a'.repeat(19_990)],
    ['figures', '1.'.repeat(9_990)],
    ['accents', `a${'\u0301'.repeat(19_990)}`],
  ])('in what a customer wrote (%s without end) are taken, answered and shown in no time', async (name, text) => {
    const began = performance.now();
    const { customer, feedback } = await said(whole, 9, {
      text,
      customer: { externalId: `long-${name}`, email: 'long@example.com', name: text.slice(0, 200) },
    });
    await whole.settle();
    const { status } = await whole.post('/api/templates/you-asked-we-changed/render', {
      feedbackId: feedback,
      improvementId: 'prices-without-tax',
    });
    expect(status).toBe(200);
    await whole.get(`/api/customers/${customer}/why?improvement=prices-without-tax`);
    expect(performance.now() - began).toBeLessThan(3 * QUICK_MS);
  });
});
