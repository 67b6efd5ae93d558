import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFeedback } from '../builders/feedback.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
  await api.post('/api/themes', { key: 'pricing', name: 'pricing' });
});
afterAll(() => api.close());

interface Took {
  code: string;
  problems: { path: string; message: string }[];
  rejected: { index: number; problems: { path: string; message: string }[] }[];
}

const post = async (body: unknown): Promise<Took & { status: number }> => {
  const { status, body: answer } = await api.post<Took>('/api/feedback', body);
  return { status, ...answer };
};

describe('bad input is answered by place, rule and remedy, never by its value', () => {
  const secret = 'S3CRET';
  it.each([
    ['no source', { source: undefined }, 'source', 'Invalid input: expected string'],
    [
      'an odd source',
      { source: `${secret} !` },
      'source',
      'a key has letters, digits, dots, dashes and underscores, and begins with a letter or digit',
    ],
    ['no id', { externalId: '' }, 'externalId', 'Too small: expected string to have >=1 characters'],
    ['nothing said', { text: undefined }, 'text', 'give at least one of text, score and event'],
    ['a score without its kind', { score: 3 }, 'scoreKind', 'a score needs its scoreKind: nps, csat or stars'],
    ['a score outside its kind', { score: 11, scoreKind: 'nps' }, 'score', 'nps goes from 0 to 10'],
    [
      'an unknown theme',
      { themes: ['pricing', secret] },
      'themes.1',
      'there is no such theme: make it with POST /api/themes, or leave it out',
    ],
    [
      'an instant without a zone',
      { occurredAt: '2026-03-01T10:00:00' },
      'occurredAt',
      'write an ISO 8601 instant with a zone, for example 2026-03-03T10:00:00Z',
    ],
    [
      'a day that does not exist',
      { occurredAt: '2026-02-30T10:00:00Z' },
      'occurredAt',
      'write an ISO 8601 instant with a zone, for example 2026-03-03T10:00:00Z',
    ],
    [
      'the future',
      { occurredAt: '2027-01-01T00:00:00Z' },
      'occurredAt',
      'this is more than 5 minutes ahead of the server: check the clock and the zone of the source, or leave it out for now',
    ],
    [
      'a zone that does not exist',
      { customer: { timeZone: `Europe/${secret}` } },
      'customer.timeZone',
      'there is no such time zone: write an IANA name such as Europe/Berlin',
    ],
    [
      'an offset for a zone',
      { customer: { timeZone: '+02:00' } },
      'customer.timeZone',
      'there is no such time zone: write an IANA name such as Europe/Berlin',
    ],
    ['a language that is none', { language: '🙂' }, 'language', 'write a language tag such as en or de-AT'],
    ['no address', { customer: { email: `${secret} at example.com` } }, 'customer.email', 'this is not an email address'],
    [
      'an unknown field',
      { [secret.toLowerCase()]: 1 },
      secret.toLowerCase(),
      'this field is not known: remove it, or look for its name in the API',
    ],
    ['an unknown feeling', { feeling: secret }, 'feeling', 'Invalid option: expected one of "complaint"|"wish"|"praise"|"neutral"'],
    ['an operator for a value', { source: { $ne: null } }, 'source', 'Invalid input: expected string'],
    [
      'an operator for an attribute',
      { customer: { attributes: { $where: '1' } } },
      'customer.attributes.$where',
      'an attribute name has no dot or dollar sign',
    ],
    [
      'an object for an attribute',
      { attributes: { plan: { $gt: '' } } },
      'attributes.plan',
      'Invalid input: expected string or number or boolean or array or null',
    ],
    [
      'far too many attributes',
      { attributes: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a${String(n)}`, 1])) },
      'attributes',
      'at most 100 attributes',
    ],
    ['a text without end', { text: 'x'.repeat(20_001) }, 'text', 'Too big: expected string to have <=20000 characters'],
  ])('%s', async (_, wrong, path, message) => {
    const one = await post({ ...aFeedback(), ...wrong });
    expect(one).toMatchObject({ status: 422, code: 'invalid', problems: [{ path, message: expect.stringContaining(message) as string }] });
    const many = await post([aFeedback(), { ...aFeedback(), ...wrong }]);
    expect(many).toMatchObject({
      status: 202,
      accepted: 1,
      rejected: [{ index: 1, problems: [{ path, message: expect.stringContaining(message) as string }] }],
    });
    expect(JSON.stringify([one.problems, many.rejected])).not.toContain(secret);
  });

  it.each([
    '{"source":"survey","externalId":"p1","text":"x","customer":{"attributes":{"__proto__":{"polluted":1}}}}',
    '{"__proto__":{"polluted":1},"source":"survey","externalId":"p2","text":"x","customer":{}}',
    '{"source":"survey","externalId":"p3","text":"x","customer":{"attributes":{"constructor":{"prototype":{"polluted":1}}}}}',
  ])('prototypes stay clean of %s', async (body) => {
    const answer = await api.post('/api/feedback', body);
    expect([400, 422]).toContain(answer.status);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(['limit=0', 'limit=501', 'limit=x', 'cursor=nonsense', 'source[$ne]=x', 'unknown=1', 'stage=$gt'])(
    'a query of %s',
    async (query) => {
      const answer = await api.get(`/api/feedback?${query}`);
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    },
  );

  it('a query where none is taken', async () => {
    expect(await api.get('/api/health?x=1')).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'x', message: 'this route takes no query' }] },
    });
  });
});
