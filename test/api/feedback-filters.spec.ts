import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counts } from '../../server/feedback/feedback-counts.ts';
import { aFeedback } from '../builders/feedback.ts';
import type { SentFeedback } from '../builders/feedback.ts';
import { TestApi } from '../harness/api.ts';

interface Shown {
  id: string;
  externalId: string;
}

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
  for (const key of ['pricing', 'delivery']) await api.post('/api/themes', { key, name: key });
  await says('a', { source: 'survey', occurredAt: '2026-02-01T00:00:00Z' });
  await says('b', { source: 'store', themes: ['delivery'], feeling: 'praise', occurredAt: '2026-02-10T00:00:00Z' });
  await says('c', { source: 'store', customer: { externalId: 'no address' }, occurredAt: '2026-02-20T00:00:00Z' });
  await says('d', { source: 'store', themes: [], customer: { email: 'd@example.com', consent: { email: false } } });
  await says('e', { source: 'store', feeling: undefined, customer: {} });
});
afterAll(() => api.close());

async function says(externalId: string, more: Partial<SentFeedback>): Promise<void> {
  api.clock.advance(1_000);
  const { feeling, ...sent } = aFeedback({ externalId, ...more });
  const answer = await api.post('/api/feedback', feeling === undefined ? sent : { ...sent, feeling });
  if (answer.status !== 202) throw new Error(answer.text);
}
const listed = async (query: string): Promise<string> =>
  (await api.get<{ items: Shown[] }>(`/api/feedback?${query}`)).body.items.map(({ externalId }) => externalId).join('');

describe('the list of feedback', () => {
  it.each([
    ['', 'edcba'],
    ['theme=pricing', 'eca'],
    ['theme=delivery', 'b'],
    ['feeling=praise', 'b'],
    ['feeling=complaint&source=store', 'dc'],
    ['from=2026-02-10T00:00:00Z&to=2026-02-20T00:00:00Z', 'cb'],
    ['to=2026-02-09T00:00:00Z', 'a'],
    ['answerable=true', 'ba'],
    ['answerable=false', 'edc'],
    ['answerable=false&theme=pricing', 'ec'],
  ])('filtered by %s holds %s', async (query, expected) => {
    expect(await listed(query)).toBe(expected);
  });

  it('is read page by page also where it is sifted', async () => {
    const first = (await api.get<{ items: Shown[]; next: string }>('/api/feedback?answerable=false&limit=2')).body;
    expect(first.items.map(({ externalId }) => externalId)).toEqual(['e', 'd']);
    const second = (await api.get<{ items: Shown[]; next: string | null }>(`/api/feedback?answerable=false&limit=2&cursor=${first.next}`))
      .body;
    expect([second.items.map(({ externalId }) => externalId), second.next]).toEqual([['c'], null]);
  });

  it.each(['answerable=perhaps', 'feeling=anger', 'from=yesterday', 'text=trap'])('refuses %s', async (query) => {
    expect((await api.get(`/api/feedback?${query}`)).status).toBe(422);
  });
});

describe('the counts of feedback', () => {
  it('are by stage, feeling, need and source, with how much can be answered', async () => {
    expect((await api.get<Counts>('/api/feedback/counts')).body).toEqual({
      total: 5,
      answerable: 2,
      noAddress: 2,
      stopped: 1,
      stages: { received: 5 },
      feelings: { complaint: 3, praise: 1, none: 1 },
      needs: { theme: 1, feeling: 1 },
      sources: [
        { key: 'store', total: 4, answerable: 1, noAddress: 2, stopped: 1 },
        { key: 'survey', total: 1, answerable: 1, noAddress: 0, stopped: 0 },
      ],
    });
  });

  it('are of one source where it is named', async () => {
    expect((await api.get<Counts>('/api/feedback/counts?source=survey')).body).toMatchObject({
      total: 1,
      answerable: 1,
      sources: [{ key: 'survey' }],
    });
    expect((await api.get<Counts>('/api/feedback/counts?source=nobody')).body).toMatchObject({ total: 0, sources: [] });
  });
});
