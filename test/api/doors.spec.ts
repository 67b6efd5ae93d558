import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_KEY, TestApi } from '../harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

interface Made {
  id: string;
  key: string;
}

const keyOf = async (role: string): Promise<string> =>
  (await api.post<Made>('/api/keys', { name: `${role} ${String(Math.random())}`, role })).body.key;

describe('doors', () => {
  it('are closed without a key, and say how to open them', async () => {
    const answer = await api.get('/api/keys', { key: null });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.body).toMatchObject({ code: 'no-key', detail: 'Sign in, or send a valid API key as `Authorization: Bearer <key>`.' });
  });

  it('open for the admin key of the environment', async () => {
    expect((await api.get('/api/keys', { key: ADMIN_KEY })).status).toBe(200);
  });

  it('stay closed for a key that is nearly right', async () => {
    expect((await api.get('/api/keys', { key: `${ADMIN_KEY}x` })).status).toBe(401);
    expect((await api.get('/api/keys', { key: ADMIN_KEY.toUpperCase() })).status).toBe(401);
  });

  it('open only health, readiness, the description, signing in, answering and stopping mail to everybody', async () => {
    const { body } = await api.get<{ paths: Record<string, Record<string, { 'x-role': string }>> }>('/api/openapi.json', { key: null });
    const open = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, route]) => (route['x-role'] === 'open' ? [`${method} ${path}`] : [])),
    );
    expect(open.sort()).toEqual([
      'get /a/{token}',
      'get /api/health',
      'get /api/openapi.json',
      'get /api/ready',
      'get /u/{token}',
      'post /a/{token}',
      'post /api/sign-in/invitation',
      'post /api/sign-in/invitation/look',
      'post /api/sign-in/link',
      'post /api/sign-in/password',
      'post /u/{token}',
    ]);
  });

  it('show a key once and keep only its hash', async () => {
    const made = await api.post<Made>('/api/keys', { name: 'Ana', role: 'agent' });
    expect(made.status).toBe(201);
    expect((await api.get('/api/keys')).text).not.toContain(made.body.key);
    expect(JSON.stringify(await api.db.keys.find().lean())).not.toContain(made.body.key);
  });

  it('are closed to a key as soon as it is deleted', async () => {
    const made = await api.post<Made>('/api/keys', { name: 'Tom', role: 'admin' });
    expect((await api.get('/api/keys', { key: made.body.key })).status).toBe(200);
    expect((await api.ask('DELETE', `/api/keys/${made.body.id}`)).status).toBe(204);
    expect((await api.get('/api/keys', { key: made.body.key })).status).toBe(401);
  });

  it.each(['maker', 'approver', 'designer', 'agent', 'viewer', 'source'])('do not let a %s make keys', async (role) => {
    const answer = await api.post('/api/keys', { name: 'x', role: 'admin' }, { key: await keyOf(role) });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'role', detail: `A key of role ${role} may not do this; it takes admin.` });
  });

  it('refuse an unknown role, naming those there are', async () => {
    const answer = await api.post('/api/keys', { name: 'x', role: 'root' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'invalid',
      problems: [{ path: 'role', message: expect.stringContaining('"admin"') as string }],
    });
  });
});
