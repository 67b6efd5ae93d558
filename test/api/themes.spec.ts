import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFeedback } from '../builders/feedback.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
let demoKey: string;
beforeAll(async () => {
  api = await TestApi.start();
  demoKey = (await api.post<{ key: string }>('/api/keys', { name: 'demo', role: 'admin', demo: true })).body.key;
});
afterAll(() => api.close());

const theme = {
  key: 'app.faults',
  name: 'App faults',
  description: 'It breaks',
  noun: { en: { singular: 'fault', plural: 'faults' } },
  examples: ['It closed'],
};

describe('themes', () => {
  it('are made, listed and changed', async () => {
    expect(await api.post('/api/themes', theme)).toMatchObject({ status: 201, body: { ...theme, demo: false } });
    expect((await api.get<{ items: unknown[] }>('/api/themes')).body.items).toMatchObject([theme]);
    expect(await api.ask('PATCH', '/api/themes/app.faults', { name: 'Faults' })).toMatchObject({
      status: 200,
      body: { ...theme, name: 'Faults' },
    });
  });

  it.each([
    ['a key that is taken', { key: 'app.faults', name: 'Something else' }],
    ['a name that is taken, in any case', { key: 'other', name: 'FAULTS' }],
  ])('of %s are refused', async (_, wrong) => {
    expect(await api.post('/api/themes', wrong)).toMatchObject({ status: 409, body: { code: 'name-taken' } });
  });

  it('do not take the name of another by a change', async () => {
    await api.post('/api/themes', { key: 'staff', name: 'Staff' });
    expect(await api.ask('PATCH', '/api/themes/staff', { name: 'faults' })).toMatchObject({ status: 409 });
  });

  it('keep their key', async () => {
    expect(await api.ask('PATCH', '/api/themes/staff', { key: 'x' })).toMatchObject({ status: 422, body: { problems: [{ path: 'key' }] } });
    expect(await api.ask('PATCH', '/api/themes/none', { name: 'x' })).toMatchObject({ status: 404 });
  });

  it('that begin with demo- belong to the demo alone', async () => {
    const demo = { key: 'demo-pricing', name: 'Pricing' };
    expect(await api.post('/api/themes', demo)).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'key', message: 'keys that begin with demo- are kept for the demo' }] },
    });
    expect(await api.post('/api/themes', { key: 'pricing', name: 'P' }, { key: demoKey })).toMatchObject({ status: 422 });
    expect(await api.post('/api/themes', demo, { key: demoKey })).toMatchObject({ status: 201, body: { demo: true } });
    expect(await api.post('/api/feedback', aFeedback({ themes: ['demo-pricing'] }))).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'themes.0' }] },
    });
  });

  it.each(['__proto__', 'constructor', '$where', 'a b', ''])('are not called %j', async (key) => {
    expect(await api.post('/api/themes', { key, name: `n${key}` })).toMatchObject({ status: 422 });
  });
});

describe('sources', () => {
  it('exist from their first feedback, confirmed, and say what share can be answered', async () => {
    const from = (customer: Parameters<typeof aFeedback>[0]): unknown => aFeedback({ source: 'shop', themes: [], ...customer });
    expect((await api.get<{ items: unknown[] }>('/api/sources')).body.items).toEqual([]);
    await api.post('/api/feedback', [
      from({ customer: { email: 'a@example.com' } }),
      from({ customer: {} }),
      from({ customer: { email: 'b@example.com', consent: { email: false } } }),
      from({ customer: { email: 'c@example.com' } }),
    ]);
    expect((await api.get<{ items: unknown[] }>('/api/sources')).body.items).toMatchObject([
      { key: 'shop', trust: 'confirmed', brand: null, answerable: { of: 4, share: 0.5 } },
    ]);
  });

  it('are not made by feedback that is refused', async () => {
    await api.post('/api/feedback', aFeedback({ source: 'never', themes: ['none'] }));
    expect((await api.get('/api/sources')).text).not.toContain('never');
  });

  it('are made once when twenty begin at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post('/api/feedback', aFeedback({ source: 'fresh', themes: [] }))),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 202));
    expect(await api.db.sources.countDocuments({ _id: 'fresh' })).toBe(1);
  });

  it('refuse a trust that is none', async () => {
    expect(await api.ask('PATCH', '/api/sources/shop', { trust: 'blind' })).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'trust' }] },
    });
    expect(await api.ask('PATCH', '/api/sources/none', { trust: 'review' })).toMatchObject({ status: 404 });
  });
});
