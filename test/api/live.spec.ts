import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aFeedback } from '../builders/feedback.ts';
import { ADMIN_KEY, TestApi } from '../harness/api.ts';

interface Changed {
  kinds: string[];
  ids?: string[];
}

/** A client on a socket of its own, as a browser is. */
class Listening {
  readonly events: Changed[] = [];
  text = '';
  ended = false;

  constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      this.text += chunk;
      for (const [, data] of chunk.matchAll(/^event: changed\ndata: (.*)$/gm)) this.events.push(JSON.parse(data ?? '{}') as Changed);
    });
    response.on('close', () => (this.ended = true));
    response.on('error', () => undefined);
  }

  static async open(url: string, headers: Record<string, string>): Promise<Listening> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${url}/api/live`, { headers: { accept: 'text/event-stream', ...headers } }, resolve).on('error', reject);
    });
    return new Listening(response);
  }

  get kinds(): string[] {
    return [...new Set(this.events.flatMap(({ kinds }) => kinds))].sort();
  }

  close(): void {
    this.response.destroy();
  }
}

let api: TestApi;
let url: string;
const open: Listening[] = [];
beforeAll(async () => {
  api = await TestApi.start();
  await api.app.listen(0, '127.0.0.1');
  url = (await api.app.getUrl()).replace(/\/$/, '');
  await api.post('/api/themes', { key: 'pricing', name: 'pricing' });
});
afterEach(() => {
  vi.useRealTimers();
  for (const one of open.splice(0)) one.close();
});
afterAll(() => api.close());

async function listen(key = ADMIN_KEY): Promise<Listening> {
  const one = await Listening.open(url, { authorization: `Bearer ${key}` });
  open.push(one);
  return one;
}

describe('a live connection', () => {
  it('says at once what a browser needs to come back, and is kept by nobody', async () => {
    const one = await listen();
    expect(one.response.statusCode).toBe(200);
    expect(one.response.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    await expect.poll(() => one.text).toBe('retry: 2000\n\n');
  });

  it('says of which kind a change is and of which id, to everybody, and nothing of what it holds', async () => {
    const [one, other] = [await listen(), await listen()];
    const { body } = await api.post<{ ids: string[] }>(
      '/api/feedback',
      aFeedback({
        text: 'a very private matter',
        customer: { externalId: 'secret-number', email: 'secret@example.com', name: 'Secret Name' },
      }),
    );
    for (const listener of [one, other]) {
      await expect.poll(() => listener.kinds).toEqual(['customers', 'feedback', 'sources']);
      expect(listener.events.flatMap(({ ids }) => ids ?? [])).toContain(body.ids[0]);
      expect(listener.text).not.toMatch(/secret|private/i);
    }
  });

  it('tells of an improvement that the figures of its release may have changed, too', async () => {
    const one = await listen();
    await api.post('/api/improvements', { id: 'told', themes: ['pricing'], title: 'x', change: 'y' });
    await expect.poll(() => one.events).toEqual([{ kinds: ['improvements', 'release'], ids: ['told'] }]);
  });

  it('speaks at most once a second, however much changes', async () => {
    const one = await listen();
    const began = performance.now();
    for (let n = 0; n < 300; n += 1) await api.db.themes.updateOne({ _id: 'pricing' }, { $set: { description: `the ${String(n)}th` } });
    await delay(1_500);
    const seconds = (performance.now() - began) / 1_000;
    expect(one.events.length).toBeGreaterThanOrEqual(2);
    expect(one.events.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    expect(one.events.every(({ kinds, ids }) => kinds.join() === 'themes' && ids?.join() === 'pricing')).toBe(true);
  });

  it('says no ids where they are too many', async () => {
    const one = await listen();
    const some = Array.from({ length: 150 }, () => aFeedback({ themes: [], customer: { externalId: 'the same' } }));
    await api.post('/api/feedback', some);
    await expect.poll(() => one.kinds).toContain('feedback');
    expect(one.events.some(({ kinds, ids }) => kinds.includes('feedback') && ids === undefined)).toBe(true);
  });

  it('is for those who ask for a stream, and may', async () => {
    expect(await api.get('/api/live')).toMatchObject({ status: 406, body: { code: 'not-acceptable' } });
    expect((await fetch(`${url}/api/live`, { headers: { accept: 'text/event-stream' } })).status).toBe(401);
    const source = await api.post<{ key: string }>('/api/keys', { name: 'a source', role: 'source' });
    const asked = { headers: { accept: 'text/event-stream', authorization: `Bearer ${source.body.key}` } };
    expect((await fetch(`${url}/api/live`, asked)).status).toBe(403);
  });

  it('beats, and ends within a minute of the key being deleted', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { body } = await api.post<{ id: string; key: string }>('/api/keys', { name: 'soon gone', role: 'viewer' });
    const [one, other] = [await listen(body.key), await listen()];
    vi.advanceTimersByTime(15_000);
    await expect.poll(() => one.text).toBe('retry: 2000\n\n:\n\n');
    vi.advanceTimersByTime(45_000);
    await delay(200);
    expect(one.ended).toBe(false);
    await api.ask('DELETE', `/api/keys/${body.id}`);
    vi.advanceTimersByTime(60_000);
    await expect.poll(() => one.ended).toBe(true);
    expect(other.ended).toBe(false);
  });

  it('finds its way again when the database cuts the stream off, and says that anything may have changed', async () => {
    const one = await listen();
    await api.db.themes.db.dropDatabase();
    await expect.poll(() => one.kinds.length, { timeout: 10_000 }).toBeGreaterThan(8);
    expect(one.ended).toBe(false);
    one.events.length = 0;
    await api.post('/api/themes', { key: 'anew', name: 'anew' });
    await expect.poll(() => one.events).toEqual([{ kinds: ['themes'], ids: ['anew'] }]);
  });
});

describe('at shutdown', () => {
  it('every live connection is closed, and none keeps the server', async () => {
    const ending = await TestApi.start();
    await ending.app.listen(0, '127.0.0.1');
    const one = await Listening.open((await ending.app.getUrl()).replace(/\/$/, ''), { authorization: `Bearer ${ADMIN_KEY}` });
    await ending.close();
    await expect.poll(() => one.ended).toBe(true);
  });
});
