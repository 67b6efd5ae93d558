import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressAnswers } from '../../server/app/compression.ts';
import { servePages } from '../../server/app/pages.ts';
import { addSecurityHeaders } from '../../server/app/security-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'loopwright-pages-'));
const server = fastify();
beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<h1>Loopwright</h1>');
  writeFileSync(join(folder, '.secret'), 'x');
  addSecurityHeaders(server);
  await servePages(server, folder);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('the pages', () => {
  it('are public and load nothing from elsewhere, run nothing inline, and cannot be framed', async () => {
    const answer = await server.inject('/');
    expect(answer).toMatchObject({ statusCode: 200, body: '<h1>Loopwright</h1>' });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it.each(['/.secret', '/%2esecret', '/../package.json', '/favicon.ico', '/assets/none.js', '/api/nothing'])(
    'do not give away %s',
    async (path) => {
      expect([403, 404]).toContain((await server.inject(path)).statusCode);
    },
  );

  it.each(['/outbox', '/customers/abc?tab=1', '/%2e%2e/%2e%2e/etc/passwd', '/nowhere'])(
    'are one document at every other address: %s',
    async (path) => {
      expect(await server.inject(path)).toMatchObject({ statusCode: 200, body: '<h1>Loopwright</h1>' });
    },
  );

  it('are simply not there before they are built', async () => {
    const bare = fastify();
    await servePages(bare, join(folder, 'nowhere'));
    expect((await bare.inject('/')).statusCode).toBe(404);
    await bare.close();
  });
});

describe('what is sent', () => {
  const words = JSON.stringify({ words: 'We looked at every page of the shop. '.repeat(100) });
  const packed = fastify();
  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets/app.js'), words);
    writeFileSync(join(folder, 'assets/app.js.br'), brotliCompressSync(words));
    await compressAnswers(packed);
    await servePages(packed, folder);
    packed.get('/api/long', (_request, reply) => reply.type('application/json').send(words));
    packed.get('/api/events', (_request, reply) => reply.type('text/event-stream').send(`data: ${words}\n\n`));
  });
  afterAll(() => packed.close());

  const asked = (url: string, encoding: string) => packed.inject({ url, headers: { 'accept-encoding': encoding } });

  it.each(['/assets/app.js', '/api/long'])('is small for who reads it so: %s', async (url) => {
    const answer = await asked(url, 'gzip, deflate, br');
    expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringMatching(/accept-encoding/i) as string });
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(words);
  });

  it.each(['/assets/app.js', '/api/long'])('comes as it is to who does not: %s', async (url) => {
    const answer = await asked(url, 'identity');
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body).toBe(words);
  });

  it('never holds events back to make them smaller', async () => {
    expect((await asked('/api/events', 'gzip, br')).headers['content-encoding']).toBeUndefined();
  });
});
