import { Body, Controller, Get, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../../server/app/routes.ts';
import { readConfig } from '../../server/config/config.ts';
import { Door } from '../../server/doors/door.ts';
import { beat } from '../../server/health/beat.schema.ts';
import { aFeedback } from '../builders/feedback.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

describe('the house', () => {
  it('tells it is alive to anybody', async () => {
    expect(await api.get('/api/health', { key: null })).toMatchObject({ status: 200, body: { alive: true } });
  });

  it('is ready when database, Temporal and a worker answer, and warns where mail is kept', async () => {
    expect(await api.get('/api/ready', { key: null })).toMatchObject({
      status: 503,
      body: { ready: false, checks: { worker: { state: 'fails' } } },
    });
    await beat(api.db, 'worker-1', api.clock.now());
    expect(await api.get('/api/ready', { key: null })).toMatchObject({
      status: 200,
      body: {
        ready: true,
        checks: { database: { state: 'ok' }, mail: { state: 'warns', words: 'kept here: no mail server' }, model: { state: 'off' } },
      },
    });
    api.clock.advance(20_001);
    expect((await api.get('/api/ready', { key: null })).status).toBe(503);
    await beat(api.db, 'worker-1', api.clock.now());
    api.workflows.down = true;
    expect(await api.get('/api/ready', { key: null })).toMatchObject({ status: 503, body: { checks: { temporal: { state: 'fails' } } } });
    api.workflows.down = false;
  });

  it('describes every route with its role, and every body by the schema that guards it', async () => {
    const { body } = await api.get<{ paths: Record<string, Record<string, { 'x-role': string; summary: string; requestBody?: unknown }>> }>(
      '/api/openapi.json',
      { key: null },
    );
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, route]) => ({ path, method, ...route })),
    );
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes)
      expect(route, `${route.method} ${route.path}`).toMatchObject({
        'x-role': expect.any(String) as string,
        summary: expect.stringMatching(/\.$/) as string,
      });
    expect(JSON.stringify(body.paths['/api/feedback']?.['post'])).toContain('application/x-ndjson');
    expect(body.paths['/api/themes']?.['post']?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { required: ['key', 'name'] } } },
    });
  });

  it('measures for Prometheus, by route patterns only, and only for those with a key', async () => {
    await api.get('/api/customers/some-id');
    expect((await api.get('/metrics', { key: null })).status).toBe(401);
    const { text } = await api.get('/metrics');
    expect(text).toContain('route="/api/customers/:id"');
    expect(text).not.toContain('some-id');
  });

  it('answers with headers that keep browsers careful', async () => {
    const { headers } = await api.get('/api/health');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('answers a bug without its words, and logs it without what was stored', async () => {
    await api.db.themes.collection.insertMany(['odd', 'odder'].map((_id) => ({ _id, name: _id, createdAt: 'S3CRET' })) as object[]);
    const odd = await api.get('/api/themes?limit=1');
    expect(odd).toMatchObject({ status: 500, body: { code: 'bug', detail: 'Something is wrong on our side. It was logged.' } });
    expect(api.logged).toContain('"bug"');
    expect(odd.text + api.logged).not.toContain('S3CRET');
    await api.db.themes.collection.deleteMany({});
  });
});

describe('a database that does not answer', () => {
  it('is told as an outage, and nothing is half-done', async () => {
    const cut = await TestApi.start();
    await cut.db.feedback.db.getClient().close();
    expect(await cut.post('/api/feedback', aFeedback({ themes: [] }))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { code: 'outage' },
    });
    expect(await cut.get('/api/health')).toMatchObject({ status: 200 });
    expect(await cut.get('/api/ready')).toMatchObject({ status: 503, body: { checks: { database: { state: 'fails' } } } });
    await cut.app.close();
  });
});

describe('a controller that breaks the rules stops the start', () => {
  it('without a door', () => {
    @Controller('x')
    class Closed {
      @Get()
      read(): string {
        return 'x';
      }
    }
    expect(() => routesOf(Closed)).toThrow('Closed.read has no @Door: say who may use it');
  });

  it('with a body that nothing guards', () => {
    @Controller('x')
    class Loose {
      @Post()
      @Door('admin', 'Takes anything.')
      take(@Body() body: unknown): unknown {
        return body;
      }
    }
    expect(() => routesOf(Loose)).toThrow('Loose.take takes a body or query without a schema');
  });
});

describe('the settings', () => {
  it('have a default each', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      smtp: null,
      role: 'all',
      demo: true,
    });
  });

  it.each([
    [{ PORT: '70000' }, 'PORT must be a port from 0 to 65535.'],
    [
      { PUBLIC_URL: 'example.com', LOOPWRIGHT_ROLE: 'boss' },
      'PUBLIC_URL must be an address that begins with https:// or http://. LOOPWRIGHT_ROLE must be all, api or worker.',
    ],
    [{ MONGODB_URI: 'postgres://x' }, 'MONGODB_URI must be an address that begins with mongodb:// or mongodb+srv://.'],
    [{ LOOPWRIGHT_ADMIN_KEY: 'short' }, 'LOOPWRIGHT_ADMIN_KEY must be a key of at least 16 characters.'],
    [{ SMTP_URL: 'smtp://x', DKIM_DOMAIN: 'example.com' }, 'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY go together: give all three or none.'],
  ])('%j stop the start with the name and what is allowed', (environment, words) => {
    expect(() => readConfig(environment)).toThrow(words);
  });
});
