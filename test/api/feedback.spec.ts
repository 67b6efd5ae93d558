import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApi } from '../harness/api.ts';
import { aFeedback } from '../builders/feedback.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
  for (const key of ['pricing', 'delivery']) await api.post('/api/themes', { key, name: key });
});
afterAll(() => api.close());

interface Took {
  accepted: number;
  duplicates: number;
  rejected: { index: number; problems: { path: string; message: string }[] }[];
  rejectedCount: number;
  ids: (string | null)[];
  code: string;
  problems: { path: string; message: string }[];
}
interface Shown {
  id: string;
  customerId: string;
  text: string;
  stage: string;
  needs: string[];
  tags: unknown[];
  occurredAt: string;
  brand: string | null;
}

const post = async (body: unknown): Promise<Took & { status: number }> => {
  const { status, body: answer } = await api.post<Took>('/api/feedback', body);
  return { status, ...answer };
};
const read = async (id: string | null | undefined): Promise<Shown> => (await api.get<Shown>(`/api/feedback/${String(id)}`)).body;

describe('posting feedback', () => {
  it('stores one object and answers with its id', async () => {
    const took = await post(aFeedback({ text: 'hello' }));
    expect(took).toMatchObject({ status: 202, accepted: 1, duplicates: 0, rejected: [], rejectedCount: 0 });
    expect(await read(took.ids[0])).toMatchObject({
      text: 'hello',
      needs: [],
      tags: [{ theme: 'pricing', by: 'source', confirmed: true }],
    });
  });

  it('counts the same source and id again as a duplicate, and the first content stands', async () => {
    const first = await post(aFeedback({ externalId: 'twice', text: 'first' }));
    const second = await post(aFeedback({ externalId: 'twice', text: 'second' }));
    expect(second).toMatchObject({ status: 202, accepted: 0, duplicates: 1, ids: first.ids });
    expect((await read(first.ids[0])).text).toBe('first');
  });

  it('lets a duplicate change nothing about the customer', async () => {
    await post(aFeedback({ externalId: 'dup-customer', customer: { externalId: 'dup-1', name: 'Ana' } }));
    await post(aFeedback({ externalId: 'dup-customer', customer: { externalId: 'dup-1', name: 'Another' } }));
    const { body } = await api.get<{ items: { name: string }[] }>('/api/customers?externalId=dup-1');
    expect(body.items).toMatchObject([{ name: 'Ana' }]);
  });

  it('answers an array in order: ids, null where rejected, and one id for what stands in it twice', async () => {
    const one = aFeedback();
    const took = await post([
      one,
      { ...aFeedback(), source: 7 },
      aFeedback({ themes: ['nothing'] }),
      { ...one, text: 'again' },
      aFeedback(),
    ]);
    expect(took).toMatchObject({ status: 202, accepted: 2, duplicates: 1, rejectedCount: 2 });
    expect(took.ids.map((id) => id === null)).toEqual([false, true, true, false, false]);
    expect(took.ids[3]).toBe(took.ids[0]);
    expect(took.rejected.map((row) => row.index)).toEqual([1, 2]);
  });

  it('takes an empty array for what it is', async () => {
    expect(await post([])).toMatchObject({ status: 202, accepted: 0, ids: [] });
  });

  it('refuses more than a thousand at once, and says how to send more', async () => {
    const took = await api.post(
      '/api/feedback',
      Array.from({ length: 1001 }, () => ({})),
    );
    expect(took.status).toBe(422);
    expect(took.body).toMatchObject({
      code: 'too-many',
      detail: 'An array holds at most 1,000 objects; send more as application/x-ndjson.',
    });
  });

  it('sets the time of receiving where none is given', async () => {
    const took = await post(aFeedback());
    expect((await read(took.ids[0])).occurredAt).toBe(api.clock.now().toISOString());
  });

  it('reads instants of any zone', async () => {
    const took = await post(aFeedback({ occurredAt: '2026-03-01T10:00:00+05:30' }));
    expect((await read(took.ids[0])).occurredAt).toBe('2026-03-01T04:30:00.000Z');
  });

  it('takes what is at most five minutes ahead', async () => {
    const ahead = (ms: number): string => new Date(api.clock.now().getTime() + ms).toISOString();
    expect((await post(aFeedback({ occurredAt: ahead(300_000) }))).status).toBe(202);
    expect((await post(aFeedback({ occurredAt: ahead(300_001) }))).status).toBe(422);
  });

  it('says what is still to be said of it', async () => {
    const bare = await post({ source: 'survey', externalId: 'bare', text: 'hm', customer: {} });
    expect(await read(bare.ids[0])).toMatchObject({ needs: ['theme', 'feeling'] });
    const felt = await post({ source: 'survey', externalId: 'felt', text: 'hm', feeling: 'praise', customer: {} });
    expect(await read(felt.ids[0])).toMatchObject({ needs: ['theme'] });
  });

  it('takes themes and feelings of a source under review for unconfirmed', async () => {
    await post(aFeedback({ source: 'forum' }));
    await api.ask('PATCH', '/api/sources/forum', { trust: 'review', brand: 'halden' });
    const took = await post(aFeedback({ source: 'forum' }));
    expect(await read(took.ids[0])).toMatchObject({ brand: 'halden', tags: [{ theme: 'pricing', confirmed: false }] });
  });

  it('keeps huge but allowed values whole', async () => {
    const text = 'ß🙂'.repeat(6_000);
    const took = await post(aFeedback({ text, attributes: { long: 'x'.repeat(2000), none: null, list: [1, true, 'a'] } }));
    expect((await read(took.ids[0])).text).toBe(text);
  });

  it('refuses a body over the limit, naming the limit', async () => {
    const answer = await api.post('/api/feedback', `[${' '.repeat(33 * 1_048_576)}]`);
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ code: 'too-large', detail: expect.stringContaining('32 MB') as string });
  });

  it.each(['{', '', 'null', '7', '"text"'])('refuses %j as no JSON object', async (body) => {
    const answer = await api.post('/api/feedback', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'not-json' });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('refuses other media types', async () => {
    const answer = await api.post('/api/feedback', '<feedback/>', { headers: { 'content-type': 'text/xml' } });
    expect(answer).toMatchObject({ status: 415, body: { code: 'media-type' } });
  });
});

describe('the list of feedback', () => {
  it('goes newest first through pages that neither repeat nor leave out', async () => {
    const ids: string[] = [];
    for (let page = 0; page < 7; page += 1) {
      api.clock.advance(page % 2 === 0 ? 1000 : 0);
      ids.push(...((await post([aFeedback({ source: 'pages' }), aFeedback({ source: 'pages' })])).ids as string[]));
    }
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: { items: Shown[]; next: string | null } } = await api.get(
        `/api/feedback?source=pages&limit=3${next ? `&cursor=${next}` : ''}`,
      );
      seen.push(...body.items.map((item) => item.id));
      next = body.next;
    }
    expect(new Set(seen).size).toBe(14);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen.slice(0, 2).sort()).toEqual(ids.slice(-4).sort().slice(-2));
  });

  it('finds one by its source and own id', async () => {
    const took = await post(aFeedback({ source: 'find', externalId: 'me' }));
    const { body } = await api.get<{ items: Shown[] }>('/api/feedback?source=find&externalId=me');
    expect(body.items.map((item) => item.id)).toEqual(took.ids);
  });

  it('answers 404 for one that is not there', async () => {
    expect(await api.get('/api/feedback/none')).toMatchObject({
      status: 404,
      body: { code: 'not-found', detail: 'There is no such feedback.' },
    });
  });
});

describe('a source key', () => {
  it('may give feedback and nothing else', async () => {
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'App Store', role: 'source' });
    expect((await api.post('/api/feedback', aFeedback(), { key: body.key })).status).toBe(202);
    expect((await api.get('/api/feedback', { key: body.key })).status).toBe(403);
    expect((await api.post('/api/themes', { key: 'x', name: 'x' }, { key: body.key })).status).toBe(403);
  });

  it('is needed: a viewer may not give feedback', async () => {
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'viewer', role: 'viewer' });
    expect((await api.post('/api/feedback', aFeedback(), { key: body.key })).status).toBe(403);
  });
});

describe('the log', () => {
  it('holds nothing of what customers said, who they are, or any key', async () => {
    const text = 'Ivory-Quokka-77 was rude';
    await post(aFeedback({ text, customer: { email: 'zebulon@example.com', name: 'Zebulon Quux', externalId: 'NUM-4711' } }));
    await post({ ...aFeedback(), text: 7, customer: { email: 'zebulon at example' } });
    await api.get('/api/customers?email=zebulon@example.com');
    expect(api.logged).toContain('"route":"/api/feedback"');
    for (const secret of ['Quokka', 'zebulon', 'Zebulon', 'NUM-4711', 'the-admin-key', 'Bearer']) expect(api.logged).not.toContain(secret);
  });
});
