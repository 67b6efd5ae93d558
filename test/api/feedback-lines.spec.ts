import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFeedback } from '../builders/feedback.ts';
import { ADMIN_KEY, TestApi } from '../harness/api.ts';

let api: TestApi;
let url: string;
beforeAll(async () => {
  api = await TestApi.start();
  await api.post('/api/themes', { key: 'pricing', name: 'pricing' });
  await api.app.listen(0, '127.0.0.1');
  url = `${await api.app.getUrl()}/api/feedback`;
});
afterAll(() => api.close());

interface Took {
  accepted: number;
  duplicates: number;
  rejected: { index: number; problems: { path: string; message: string }[] }[];
  rejectedCount: number;
}

const send = async (body: string | Readable): Promise<{ status: number; body: Took }> => {
  const payload = typeof body === 'string' ? body : (Readable.toWeb(body) as ReadableStream<Uint8Array>);
  const headers = { 'content-type': 'application/x-ndjson', authorization: `Bearer ${ADMIN_KEY}` };
  const answer = await fetch(url, { method: 'POST', headers, body: payload, duplex: 'half' } as RequestInit);
  return { status: answer.status, body: (await answer.json()) as Took };
};
const line = (more: Parameters<typeof aFeedback>[0] = {}): string => `${JSON.stringify(aFeedback(more))}\n`;

describe('feedback as JSON lines', () => {
  it('reports a malformed line by its index and takes all others', async () => {
    const rows = Array.from({ length: 5_000 }, () => line());
    rows[2_500] = '{"source":"survey","externalId":\n';
    const { status, body } = await send(Readable.from(rows));
    expect(status).toBe(202);
    expect(body).toEqual({
      accepted: 4_999,
      duplicates: 0,
      rejectedCount: 1,
      rejected: [
        {
          index: 2_500,
          problems: [{ path: '', message: 'this line is not JSON: send one whole object a line, without line breaks inside it' }],
        },
      ],
    });
    expect(await api.db.feedback.countDocuments()).toBe(4_999);
  });

  it('counts empty lines, so that an index is the number of a line, and needs no last line break', async () => {
    const { body } = await send(`\n${line()}\r\n\n[]\n${line().trim()}`);
    expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 4 }] });
  });

  it('reads letters that are cut in two by the transport', async () => {
    const bytes = Buffer.from(line({ source: 'cut', text: 'Größe 🙂' }));
    await send(Readable.from([...bytes].map((byte) => Buffer.from([byte]))));
    expect(await api.db.feedback.findOne({ source: 'cut' }).lean()).toMatchObject({ text: 'Größe 🙂' });
  });

  it('skips a line without end by what it holds in memory, and goes on behind it', async () => {
    const chunk = 'x'.repeat(1_048_576);
    const body = Readable.from(['{"text":"', ...Array.from({ length: 40 }, () => chunk), '"}\n', line({ source: 'behind' })]);
    const answer = await send(body);
    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, problems: [{ message: 'this line is over 1 MB: send one object a line, shorter' }] }],
    });
  });

  it('lists the first thousand of the rejected and counts all', async () => {
    const { body } = await send('nonsense\n'.repeat(1_500));
    expect(body.rejected).toHaveLength(1_000);
    expect(body.rejectedCount).toBe(1_500);
    expect(body.rejected.at(-1)?.index).toBe(999);
  });

  it('is idempotent: the same lines again are all duplicates', async () => {
    const rows = Array.from({ length: 1_200 }, () => line()).join('');
    expect((await send(rows)).body).toMatchObject({ accepted: 1_200, duplicates: 0 });
    expect((await send(rows)).body).toMatchObject({ accepted: 0, duplicates: 1_200 });
  });

  it('refuses poisoned prototypes as unreadable', async () => {
    const { body } = await send('{"__proto__":{"polluted":1}}\n');
    expect(body.rejectedCount).toBe(1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('ignores an Idempotency-Key: lines are idempotent by themselves', async () => {
    const headers = { 'content-type': 'application/x-ndjson', authorization: `Bearer ${ADMIN_KEY}`, 'idempotency-key': 'k' };
    for (const accepted of [1, 1]) {
      const answer = await fetch(url, { method: 'POST', headers, body: line() });
      expect(await answer.json()).toMatchObject({ accepted });
    }
  });

  it('waits for the database rather than taking in more than it can store', async () => {
    let produced = 0;
    const endless = Readable.from(
      (function* () {
        while (produced < 200_000) {
          produced += 1;
          yield line({ text: 'x'.repeat(2_000) });
        }
      })(),
    );
    const before = process.memoryUsage().rss;
    const request = send(endless).catch(() => null);
    while (produced < 20_000) await new Promise((resolve) => setImmediate(resolve));
    const stored = await api.db.feedback.countDocuments();
    endless.destroy(new Error('enough'));
    await request;
    expect(produced - stored).toBeLessThan(8_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1_048_576);
  });
});
