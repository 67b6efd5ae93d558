import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFeedback } from '../builders/feedback.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

let used = 0;
const fresh = (): { headers: Record<string, string> } => ({ headers: { 'idempotency-key': `key ${String((used += 1))}` } });

describe('an Idempotency-Key', () => {
  it('has the first answer given again, and nothing done twice', async () => {
    const asked = fresh();
    const body = { name: 'Ana', role: 'agent' };
    const first = await api.post('/api/keys', body, asked);
    const again = await api.post('/api/keys', body, asked);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await api.db.keys.countDocuments({ name: 'Ana' })).toBe(1);
  });

  it('keeps a new API key readable only to who asked for it', async () => {
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'sealed', role: 'agent' }, fresh());
    expect(JSON.stringify(await api.db.once.find().lean())).not.toContain(body.key);
  });

  it('holds a double click together: ten at once are one', async () => {
    const asked = fresh();
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.post('/api/themes', { key: 'double', name: 'Double' }, asked)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 201));
  });

  it('with another body is refused', async () => {
    const asked = fresh();
    await api.post('/api/themes', { key: 'one', name: 'One' }, asked);
    const other = await api.post('/api/themes', { key: 'two', name: 'Two' }, asked);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('may be used again after a refusal', async () => {
    const asked = fresh();
    expect(await api.post('/api/themes', { key: 'one', name: 'Uno' }, asked)).toMatchObject({ status: 409 });
    expect(await api.post('/api/themes', { key: 'uno', name: 'Uno' }, asked)).toMatchObject({ status: 201 });
  });

  it('of one caller is not another’s', async () => {
    const asked = fresh();
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'second admin', role: 'admin' });
    await api.post('/api/themes', { key: 'mine', name: 'Mine' }, asked);
    expect(await api.post('/api/themes', { key: 'theirs', name: 'Theirs' }, { ...asked, key: body.key })).toMatchObject({ status: 201 });
  });

  it('holds for 24 hours', async () => {
    const asked = fresh();
    const post = (): Promise<{ body: { duplicates?: number } }> =>
      api.post('/api/feedback', aFeedback({ externalId: 'kept', themes: [], customer: {} }), asked);
    expect((await post()).body.duplicates).toBe(0);
    api.clock.advance(86_399_000);
    expect((await post()).body.duplicates).toBe(0);
    api.clock.advance(1_000);
    expect((await post()).body.duplicates).toBe(1);
  });

  it('left behind by a process that died is free again after a minute', async () => {
    const asked = fresh();
    await api.post('/api/themes', { key: 'dies', name: 'Dies' }, asked);
    await api.db.once.updateMany({}, { $set: { state: 'running', answer: null } });
    api.clock.advance(60_001);
    expect(await api.post('/api/themes', { key: 'dies', name: 'Dies' }, asked)).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
  });

  it('of no or too many characters is refused', async () => {
    for (const key of ['', 'x'.repeat(256)])
      expect(await api.post('/api/themes', { key: 'k', name: 'K' }, { headers: { 'idempotency-key': key } })).toMatchObject({
        status: 422,
      });
  });
});
