import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brought, sendFile, table } from '../builders/import-files.ts';
import type { Brought, Looked } from '../builders/import-files.ts';
import { startsToday } from '../builders/people.ts';
import { ADMIN_KEY, TestApi } from '../harness/api.ts';

const MORE = ', at length'.repeat(1000);
let api: TestApi;
let url: string;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
  await api.post('/api/themes', { key: 'pricing', name: 'Prices' });
  await api.app.listen(0, '127.0.0.1');
  url = await api.app.getUrl();
});
afterAll(() => api.close());

/** Sends a file piece by piece, as it comes. */
async function stream<T>(pieces: Readable, query: string, signal?: AbortSignal): Promise<T & { status: number }> {
  const answer = await fetch(`${url}/api/feedback/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${ADMIN_KEY}` },
    body: Readable.toWeb(pieces) as ReadableStream<Uint8Array>,
    duplex: 'half',
    ...(signal ? { signal } : {}),
  } as RequestInit);
  return { ...((await answer.json()) as T), status: answer.status };
}

const read = async (id: string): Promise<Brought> => (await api.get<Brought>(`/api/feedback/imports/${id}`)).body;
const refusedOf = (id: string): Promise<{ text: string; headers: Record<string, unknown> }> =>
  api.get(`/api/feedback/imports/${id}/refused`);

/** Long lines without end, until `enough` says so: what lies between sender and reader are few of them. */
const lines = (enough: () => boolean): Readable =>
  Readable.from(
    (function* () {
      for (let line = 0; !enough(); line += 1) yield `Opinion number ${String(line)} of very many${MORE}\n`;
    })(),
  );

describe('an import', () => {
  it('is read while it runs, and cancelled; what came in stays, and the same file goes on from there', async () => {
    const id = 'import-to-cancel';
    let isOver = false;
    const taking = stream<Brought>(
      lines(() => isOver),
      `source=endless&id=${id}&name=endless.txt`,
    );
    await expect.poll(async () => (await read(id)).accepted, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(await read(id)).toMatchObject({ state: 'running', source: 'endless', name: 'endless.txt' });
    expect((await api.post(`/api/feedback/imports/${id}/cancel`, {})).status).toBe(202);
    await expect.poll(async () => (await read(id)).state, { timeout: 20_000 }).toBe('cancelled');
    isOver = true;
    const taken = await taking;
    expect(taken).toMatchObject({ status: 200, state: 'cancelled' });
    expect(taken.words).toMatch(/^Cancelled\. [\d,]+ came in, and stays\. Bring the same file again to go on: nothing comes in twice\.$/);
    const stored = await api.db.feedback.countDocuments({ source: 'endless' });
    expect(stored).toBe(taken.accepted);
    expect(await api.post(`/api/feedback/imports/${id}/cancel`, {})).toMatchObject({ status: 409, body: { code: 'over' } });

    let sent = 0;
    const again = await stream<Brought>(
      lines(() => (sent += 1) > stored + 10),
      'source=endless',
    );
    expect(again).toMatchObject({ state: 'done', duplicates: stored, accepted: 10 });
  });

  it('is interrupted where its sender goes away', async () => {
    const id = 'import-to-cut-off';
    const leaving = new AbortController();
    const taking = stream<Brought>(
      lines(() => leaving.signal.aborted),
      `source=cut-off&id=${id}`,
      leaving.signal,
    ).catch(() => null);
    await expect.poll(async () => (await read(id)).accepted, { timeout: 30_000 }).toBeGreaterThan(0);
    leaving.abort();
    expect(await taking).toBeNull();
    await expect.poll(async () => (await read(id)).state, { timeout: 20_000 }).toBe('interrupted');
    const { accepted, words } = await read(id);
    expect(words).toContain('The file did not arrive to its end.');
    expect(await api.db.feedback.countDocuments({ source: 'cut-off' })).toBe(accepted);
  });

  it('whose server went away is not said to run', async () => {
    await brought(api, 'One line.\nAnother line.\n', { source: 'gone', id: 'import-that-died' });
    await api.db.imports.updateOne(
      { _id: 'import-that-died' },
      { $set: { state: 'running', beatAt: new Date(api.clock.now().getTime() - 60_000) } },
    );
    expect(await read('import-that-died')).toMatchObject({ state: 'interrupted' });
    expect((await api.post('/api/feedback/imports/import-that-died/cancel', {})).status).toBe(409);
  });

  it('keeps its numbers, who did it, and stands in the audit; a dry run does not', async () => {
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'Maya', role: 'agent' });
    await sendFile<Looked>(api, 'a line\n', { source: 'told', 'dry-run': 'true' }, body.key);
    const { id } = await sendFile<Brought>(api, 'a line\nanother\n', { source: 'told', name: 'lines.txt' }, body.key);
    const listed = await api.get<{ items: Brought[] }>('/api/feedback/imports?source=told');
    expect(listed.body.items).toMatchObject([
      { id, by: 'Maya', name: 'lines.txt', state: 'done', rows: 2, accepted: 2, bytes: 15, size: 15, history: true, words: '2 came in.' },
    ]);
    const told = await api.db.audit.find({ 'by.name': 'Maya' }).lean();
    expect(told.map(({ words }) => words)).toEqual(['Maya brought in 2 feedback from a file for “told”, as history.']);
  });

  it('takes an id once', async () => {
    expect((await brought(api, 'a line\nanother\n', { id: 'chosen-by-me' })).status).toBe(200);
    expect(await brought(api, 'a line\nanother\n', { id: 'chosen-by-me' })).toMatchObject({ status: 409, code: 'exists' });
    expect(await brought(api, 'a line\n', { id: 'short' })).toMatchObject({ status: 422 });
  });

  it('is for agents and above; its refused rows too', async () => {
    const { id } = await brought(api, 'a line\nanother\n', {});
    for (const role of ['viewer', 'source']) {
      const { body } = await api.post<{ key: string }>('/api/keys', { name: role, role });
      expect((await sendFile(api, 'a line\n', { source: 'file' }, body.key)).status).toBe(403);
      expect((await api.get(`/api/feedback/imports/${id}/refused`, { key: body.key })).status).toBe(403);
    }
  });

  it('tells letters of UTF-8 that are broken far into a file, by their row', async () => {
    const good = Array.from({ length: 12_000 }, (_, line) => `${String(line)},süß und gut genug\n`);
    const broken = Buffer.from('x,caf\xe9 au lait\n', 'latin1');
    const found = await stream<Looked>(Readable.from(['id,text\n', ...good, broken]), 'source=late&dry-run=true');
    expect(found).toMatchObject({
      encoding: 'utf-8',
      taken: 12_000,
      refused: [{ row: 12_002, rule: 'some of its letters cannot be read' }],
    });
  });

  it('reads letters that are cut in two by the transport', async () => {
    const bytes = Buffer.from('id,text\n1,Größe 🙂\n');
    await stream<Brought>(Readable.from([...bytes].map((byte) => Buffer.from([byte]))), 'source=bytes');
    expect(await api.db.feedback.findOne({ source: 'bytes' }).lean()).toMatchObject({ text: 'Größe 🙂' });
  });
});

describe('the refused rows', () => {
  const file = `${table(['id', 'date', 'text', 'email'], [1, '2026-05-03', 'fine', 'ana@example.com'])}2,soon,"two\nlines, ""quoted""",b@example.com
3,2026-05-03,=1+1,c at example
,later,"=HYPERLINK(""http://example.com"")",
5,2026-05-03,too few
`;

  it('come back as a file with what to do, and mended come in once', async () => {
    const { id } = await brought(api, file, { source: 'mend' });
    const { text, headers } = await refusedOf(id);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.startsWith('\ufeffid,date,text,email,row,why,remedy\r\n')).toBe(true);
    expect(text).toContain('2,soon,"two\nlines, ""quoted""",b@example.com,3,date: this is not a date.,');
    expect(text).toContain("3,2026-05-03,'=1+1,c at example,4,email: this is not an email address.,");
    expect(text).toContain('5,2026-05-03,too few,,6,This row has 3 cells and the others 4.,');

    const mended = text.replace('soon', '2026-05-04').replace('c at example', 'c@example.com').replace('later', '2026-05-05');
    expect(await brought(api, mended, { source: 'mend', name: 'refused.csv' })).toMatchObject({ accepted: 4, duplicates: 0, refused: 0 });
    expect(await brought(api, mended, { source: 'mend' })).toMatchObject({ accepted: 0, duplicates: 4 });
    expect(await brought(api, file, { source: 'mend' })).toMatchObject({ accepted: 0, duplicates: 1, refused: 4 });
    const texts = (await api.db.feedback.find({ source: 'mend' }).sort({ _id: 1 }).lean()).map((one) => one.text);
    expect(texts).toEqual(['fine', 'two\nlines, "quoted"', '=1+1', '=HYPERLINK("http://example.com")', 'too few']);
  });

  it('hold no cell that a spreadsheet takes for a formula', async () => {
    const signs = ['=', '+', '-', '@'].map((sign) => `soon,${sign}cmd|x,d@example.com\n`);
    const { id } = await brought(api, `date,text,email\n${signs.join('')}`, {
      source: 'formulas',
      mapping: { columns: { '0': 'occurredAt', '1': 'text' } },
    });
    const rows = (await refusedOf(id)).text.split('\r\n').slice(1, 5);
    for (const row of rows) expect(row).toMatch(/^soon,'[=+\-@]cmd\|x,/);
  });

  it('of a file without names carry what its columns were taken for', async () => {
    const lines = table(
      ['ana@example.com', '2026-05-03', 'The invoice came twice this month.'],
      ['otto@example.com', '2026-05-04', 'Late again and again.'],
      ['eva@example.com', '2026-05-04', 'It was late once more.'],
      ['ida@example.com', '2026-05-04', 'Late as ever and ever.'],
      ['nobody', '2026-05-05', 'Still late and nobody answers.'],
    );
    const { id } = await brought(api, lines, { source: 'nameless' });
    const { text } = await refusedOf(id);
    expect(text).toContain('\ufeffcustomer.email,occurredAt,text,row,why,remedy\r\n');
    expect(await brought(api, text.replace('nobody', 'max@example.com'), { source: 'nameless' })).toMatchObject({
      accepted: 1,
      refused: 0,
    });
  });

  it('use the signs between columns that the file used', async () => {
    const { id } = await brought(api, 'date;text\nsoon;a, b\n2026-05-03;c\n2026-05-04;d\n', { source: 'signs' });
    expect((await refusedOf(id)).text).toContain('soon;a, b;2;date: this is not a date.;');
  });

  it('are bounded, and it is said how many are kept', async () => {
    const taken = await brought(api, `date,text,id\n2026-05-03,fine,1\n${'soon,a,b\n'.repeat(10_500)}`, {
      source: 'many',
      mapping: { columns: { '0': 'occurredAt', '1': 'text' } },
    });
    expect(taken).toMatchObject({ accepted: 1, refused: 10_500, kept: 10_000 });
    expect((await refusedOf(taken.id)).text.trim().split('\r\n')).toHaveLength(10_001);
  });
});
