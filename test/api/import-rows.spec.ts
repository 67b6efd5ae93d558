import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLiveFlow } from '../builders/live-flow.ts';
import { anImportingHouse, brought, looked, table } from '../builders/import-files.ts';
import type { TestApi } from '../harness/api.ts';
import { aPump, loopsOf } from '../harness/entering.ts';

let api: TestApi;
beforeAll(async () => {
  api = await anImportingHouse();
});
afterAll(() => api.close());

const textsOf = async (source: string): Promise<(string | null)[]> =>
  (await api.db.feedback.find({ source }).sort({ _id: 1 }).lean()).map(({ text }) => text);
describe('rows that do not fit', () => {
  const file = table(
    ['id', 'date', 'email', 'score', 'theme', 'feeling', 'text'],
    [1, '2026-05-03', 'ana@example.com', 5, 'Prices', 'negative', 'good'],
    [2, 'yesterday', 'ana@example.com', 5, 'pricing', 'praise', 'bad date'],
    [3, '2026-05-03', 'ana at example', 5, 'pricing', 'praise', 'bad address'],
    [4, '2026-05-03', 'ana@example.com', 'many', 'pricing', 'praise', 'bad score'],
    [5, '2026-05-03', 'ana@example.com', 6, 'pricing', 'praise', 'score too high'],
    [6, '2026-05-03', 'ana@example.com', 5, 'nothing', 'praise', 'no such theme'],
    [7, '2026-05-03', 'ana@example.com', 5, 'pricing', 'joy', 'no such feeling'],
    [8, '2999-05-03 10:00', 'ana@example.com', 5, 'pricing', 'praise', 'ahead'],
    [9, '2026-05-03', 'ana@example.com', '', 'pricing', 'praise', ''],
    [10, '2026-05-03', 'ana@example.com', 5, 'pricing', 'praise', 'too', 'many', 'cells'],
    [11, '2026-05-03'],
    [12, '2026-05-03', 'ana@example.com', 5, 'Prices;delivery', 'praise', 'x'.repeat(20_001)],
  );

  it('are refused each with its row, column, value, rule and remedy; all others come in', async () => {
    const found = await looked(api, file, { mapping: { scoreKind: 'csat' } });
    expect(found).toMatchObject({ rows: 12, taken: 1, refusedCount: 11 });
    const told = found.refused.map(({ row, column, rule }) => [row, column, rule]);
    expect(told).toEqual([
      [3, 'date', 'this is not a date'],
      [4, 'email', 'this is not an email address'],
      [5, 'score', 'this is not a number'],
      [6, 'score', 'csat goes from 1 to 5'],
      [7, 'theme', 'there is no such theme'],
      [8, 'feeling', 'this is no feeling known here'],
      [9, 'date', expect.stringContaining('ahead')],
      [10, null, 'there are no words and no score in this row'],
      [11, null, 'this row has 9 cells and the others 7'],
      [12, null, 'this row has 2 cells and the others 7'],
      [13, 'text', 'it is longer than 20,000 letters'],
    ]);
    expect(found.refused[1]).toMatchObject({ value: 'ana at example', remedy: expect.stringContaining('name@example.com') as string });
    expect(found.refused[4]?.remedy).toContain('pricing');
    for (const { remedy } of found.refused) expect(remedy).not.toBe('');
    expect(await brought(api, file, { source: 'fits', mapping: { scoreKind: 'csat' } })).toMatchObject({
      accepted: 1,
      refused: 11,
      kept: 11,
    });
  });

  it('are told of a score whose kind is not known', async () => {
    const found = await looked(api, table(['score', 'text'], [4, 'fine'], [5, 'good']));
    expect(found).toMatchObject({ unsure: ['scoreKind'], taken: 0 });
    expect(found.refused[0]).toMatchObject({ column: 'score', rule: 'it is not said what the score counts' });
  });

  it('of two megabytes are rows like any other', async () => {
    const found = await looked(api, `id,text\n1,"${'x'.repeat(2_097_152)}"\n2,after\n`);
    expect(found).toMatchObject({ taken: 1, refused: [{ row: 2, rule: 'it is longer than 20,000 letters' }] });
    expect(found.refused[0]?.value?.length).toBeLessThan(300);
  });

  it('because a quotation mark never closes end the file there, and what stood before comes in', async () => {
    const open = 'id,text\n1,fine\n2,"never closed\n3,lost\n';
    expect(await looked(api, open)).toMatchObject({
      taken: 1,
      refused: [{ row: 3, rule: 'a quotation mark opens here and never closes' }],
    });
    const taken = await brought(api, open, { source: 'unclosed' });
    expect(taken).toMatchObject({ status: 200, state: 'interrupted', accepted: 1 });
    expect(taken.words).toContain('Row 3: a quotation mark opens here and never closes.');
  });

  it.each([
    ['an empty file', '', 'empty', 'nothing in this file'],
    ['empty lines', '\n\n \n', 'empty', 'nothing in this file'],
    ['a row of names alone', 'id,text,email\n', 'empty', 'only a row of names'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x01, 0x02]),
      'not-text',
      'not a text file',
    ],
    ['a workbook', Buffer.from('PK\x03\x04\x14\x00\x06\x00'), 'not-text', 'save the sheet as “CSV UTF-8”'],
  ])('as in %s refuse the whole, with what to do', async (_name, body, code, words) => {
    const found = await looked(api, body);
    expect(found).toMatchObject({ status: 422, code });
    expect(found.detail).toContain(words);
    expect(await brought(api, body)).toMatchObject({ status: 422, code });
  });

  it('refuse other media types', async () => {
    const answer = await api.post('/api/feedback/import?source=file', { text: 'a' });
    expect(answer).toMatchObject({ status: 415, body: { code: 'media-type' } });
    expect(await api.ask('POST', '/api/feedback', 'text', { headers: { 'content-type': 'text/csv' } })).toMatchObject({ status: 415 });
  });
});

describe('what comes in', () => {
  it('is history unless it is to start loops, from a source whose themes wait for a look', async () => {
    const flow = await aLiveFlow(api.db, api.clock.now(), { sources: ['survey', 'app-store'] });
    api.clock.advance(60_000);
    const file = table(
      ['text', 'email', 'theme'],
      ['Too dear', 'ana@example.com', 'Prices'],
      ['Dear', 'ana@example.com', 'Prices'],
      ['Slow', 'b@example.com', ''],
    );
    expect((await looked(api, file, { source: 'app-store' })).starts).toEqual({ rows: 3, people: 2, toConfirm: 0 });
    await brought(api, file, { source: 'survey' });
    await brought(api, file, { source: 'app-store', start: 'true' });
    await aPump(api).runUntilEmpty();
    const loops = await loopsOf(api, flow);
    const from = await api.db.feedback.find({ _id: { $in: loops.map(({ feedback }) => feedback) } }).lean();
    expect(new Set(from.map(({ source }) => source))).toEqual(new Set(['app-store']));
    expect(await api.db.sources.findById('survey').lean()).toMatchObject({ trust: 'review' });
    expect(await api.db.feedback.find({ source: 'survey' }).sort({ _id: 1 }).lean()).toMatchObject([
      { history: true, tags: [{ theme: 'pricing', confirmed: false }] },
      { history: true },
      { history: true, tags: [] },
    ]);
  });

  it('is counted where only a look at its themes is missing', async () => {
    await aLiveFlow(api.db, api.clock.now(), { sources: ['english'], themes: ['pricing'] });
    const found = await looked(api, table(['text', 'theme'], ['Too dear', 'Prices'], ['Slow', 'delivery']), { source: 'english' });
    expect(found.starts).toEqual({ rows: 0, people: 0, toConfirm: 1 });
  });

  it('leaves the trust of a source that is there as it is', async () => {
    await api.post('/api/feedback', { source: 'trusted', externalId: '1', text: 'a', customer: {} });
    await brought(api, table(['text', 'theme'], ['Too dear', 'Prices']), { source: 'trusted' });
    expect(await api.db.sources.findById('trusted').lean()).toMatchObject({ trust: 'confirmed' });
  });

  it('comes in once, however often the file is brought, and rows that are alike stay several', async () => {
    const file = 'Good.\nGood.\nBad.\n';
    expect(await brought(api, file, { source: 'twice' })).toMatchObject({ accepted: 3, duplicates: 0 });
    expect(await brought(api, file, { source: 'twice' })).toMatchObject({ accepted: 0, duplicates: 3 });
    expect(await brought(api, `${file}New.\n`, { source: 'twice' })).toMatchObject({ accepted: 1, duplicates: 3 });
    expect((await textsOf('twice')).sort()).toEqual(['Bad.', 'Good.', 'Good.', 'New.']);
  });

  it('comes in as last time where the columns have the same names', async () => {
    await brought(api, table(['Kpi', 'Wort'], [4, 'Alles gut']), {
      source: 'again',
      mapping: { columns: { '0': 'score', '1': 'text' }, scoreKind: 'stars' },
    });
    const found = await looked(api, table(['Kpi', 'Wort'], [5, 'Noch besser']), { source: 'again' });
    expect(found).toMatchObject({ unsure: [], taken: 1, mapping: { columns: { '0': 'score', '1': 'text' }, scoreKind: 'stars' } });
  });

  it('says who wants no mail, facts about customers, and several texts as one', async () => {
    const file = table(['email', 'May we e-mail', 'Plan', 'Liked', 'Missed'], ['c@example.com', 'no', 'pro', 'Colours', 'Speed']);
    const columns = { '0': 'customer.email', '1': 'customer.consent.email', '2': 'customer.attributes.Plan', '3': 'text', '4': 'text' };
    await brought(api, file, { source: 'facts', mapping: { columns } });
    expect(await textsOf('facts')).toEqual(['Colours\n\nSpeed']);
    expect(await api.db.customers.findOne({ knownBy: 'c@example.com' }).lean()).toMatchObject({
      consent: { email: false },
      attributes: { Plan: 'pro' },
    });
  });
});
