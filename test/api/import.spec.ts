import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anImportingHouse, brought, looked, table } from '../builders/import-files.ts';
import type { TestApi } from '../harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await anImportingHouse();
});
afterAll(() => api.close());

const textsOf = async (source: string): Promise<(string | null)[]> =>
  (await api.db.feedback.find({ source }).sort({ _id: 1 }).lean()).map(({ text }) => text);
const timesOf = async (source: string): Promise<string[]> =>
  (await api.db.feedback.find({ source }).sort({ _id: 1 }).lean()).map(({ occurredAt }) => occurredAt.toISOString());

describe('a dry run', () => {
  const file = table(
    ['Response ID', 'Submitted at', 'Name', 'E-mail', 'NPS', 'Comment', 'Plan'],
    ['r-1', '2026-05-03 10:00', 'Ana Ruiz', 'ana@example.com', 2, '"Prices without tax, again."', 'pro'],
    ['r-2', '2026-05-04 11:30', 'Otto', 'otto@example.com', 9, 'Lovely.', 'basic'],
  );

  it('guesses what each column holds, and tells the first rows as sentences', async () => {
    const found = await looked(api, file);
    expect(found).toMatchObject({ status: 200, encoding: 'utf-8', rows: 2, taken: 2, refusedCount: 0, unsure: [], problems: [] });
    expect(found.columns.map(({ meaning }) => meaning)).toEqual([
      'externalId',
      'occurredAt',
      'customer.name',
      'customer.email',
      'score',
      'text',
      null,
    ]);
    expect(found.columns[6]).toMatchObject({ name: 'Plan', samples: ['pro', 'basic'] });
    expect(found.mapping).toMatchObject({ delimiter: ',', header: true, scoreKind: 'nps' });
    expect(found.sentences).toEqual([
      'On 3 May 2026 Ana Ruiz wrote “Prices without tax, again.”, 2 of 10.',
      'On 4 May 2026 Otto wrote “Lovely.”, 9 of 10.',
    ]);
  });

  it('stores nothing', async () => {
    const counts = (): Promise<number[]> =>
      Promise.all([api.db.feedback, api.db.customers, api.db.sources, api.db.imports, api.db.audit].map((one) => one.countDocuments()));
    const before = await counts();
    await looked(api, file);
    expect(await counts()).toEqual(before);
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('reads %s between the columns', async (_name, sign) => {
    const found = await looked(api, file.replaceAll('"', '').replaceAll('tax,', 'tax').replaceAll(',', sign));
    expect(found.mapping.delimiter).toBe(sign);
    expect(found.taken).toBe(2);
  });

  it('knows the names of columns in other languages', async () => {
    const names = async (...header: string[]): Promise<(string | null)[]> =>
      (await looked(api, `${header.join(';')}\n2026-05-03;Zu teuer ist es hier.;ana@example.com;K-1;4\n`)).columns.map(
        ({ meaning }) => meaning,
      );
    const meant = ['occurredAt', 'text', 'customer.email', 'customer.externalId', 'score'];
    expect(await names('Datum', 'Rückmeldung', 'E-Mail-Adresse', 'Kundennummer', 'Sterne')).toEqual(meant);
    expect(await names('Date', 'Commentaire', 'Courriel', 'Numéro client', 'Étoiles')).toEqual(meant);
    expect(await names('Fecha', 'Reseña', 'Correo electrónico', 'ID cliente', 'Calificación')).toEqual(meant);
  });

  it('guesses from what stands there where no row names the columns', async () => {
    const found = await looked(
      api,
      table(
        ['ana@example.com', '2026-05-03', 'The invoice came twice this month.'],
        ['otto@example.com', '2026-05-04', 'Late again and again.'],
      ),
    );
    expect(found.mapping.header).toBe(false);
    expect(found.mapping.columns).toEqual({ '0': 'customer.email', '1': 'occurredAt', '2': 'text' });
    expect(found.taken).toBe(2);
  });

  it('takes pasted lines as one opinion each, commas or not', async () => {
    const found = await looked(api, 'Great shop, but slow\nI waited two weeks\n\nNice, nice, nice\r\n');
    expect(found.mapping).toMatchObject({ delimiter: null, header: false, columns: { '0': 'text' } });
    expect(found.sentences).toEqual([
      'Somebody wrote “Great shop, but slow”.',
      'Somebody wrote “I waited two weeks”.',
      'Somebody wrote “Nice, nice, nice”.',
    ]);
  });

  it('keeps line breaks and doubled quotes inside quotation marks', async () => {
    await brought(api, 'id,text\n1,"First line\nsecond ""line"", really"\n2,plain\n', { source: 'quotes' });
    expect(await textsOf('quotes')).toEqual(['First line\nsecond "line", really', 'plain']);
  });

  it('uses a mapping that is given, and says what is missing of one', async () => {
    const found = await looked(api, file, { mapping: { columns: { '5': 'text', '6': 'customer.attributes.plan' } } });
    expect(found.mapping.columns).toEqual({ '5': 'text', '6': 'customer.attributes.plan' });
    const less = await looked(api, file, { mapping: { columns: { '3': 'customer.email', '2': 'customer.email' } } });
    expect(less).toMatchObject({ taken: 0, problems: [{ path: 'columns' }, { path: 'columns.3' }] });
    expect(await brought(api, file, { mapping: { columns: { '3': 'customer.email' } } })).toMatchObject({ status: 422, code: 'invalid' });
    expect(await looked(api, file, { mapping: { columns: { '1': 'nonsense' } } })).toMatchObject({ status: 422, code: 'invalid' });
    expect(await looked(api, file, { mapping: '{' })).toMatchObject({ status: 422, code: 'invalid' });
  });

  it('leaves out the last row of a slice, which may be cut', async () => {
    const found = await looked(api, 'id,text\n1,whole\n2,whole\n3,"cut in the mid', { partial: 'true' });
    expect(found).toMatchObject({ rows: 2, taken: 2, refusedCount: 0 });
  });

  it('says how many are here already', async () => {
    await brought(api, 'id,text\n1,one\n', { source: 'known' });
    expect(await looked(api, 'id,text\n1,one\n2,two\n', { source: 'known' })).toMatchObject({ taken: 2, known: 1 });
  });
});

describe('the letters of a file', () => {
  const text = 'id,text\n1,Größe “egal” – 5 €\n';
  const bom = '\ufeff';
  const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(bom + text), 'utf-8'],
    ['UTF-16', Buffer.from(bom + text, 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16, the other way round', swapped(Buffer.from(bom + text, 'utf16le')), 'utf-16be'],
    ['UTF-16, the other way round, without a mark', swapped(Buffer.from(text, 'utf16le')), 'utf-16be'],
    ['Windows-1252', Buffer.from('id,text\n1,Gr\xf6\xdfe \x93egal\x94 \x96 5 \x80\n', 'latin1'), 'windows-1252'],
  ])('are read in %s', async (name, file, encoding) => {
    const source = `letters-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    expect(await brought(api, file, { source })).toMatchObject({ accepted: 1, encoding });
    expect(await textsOf(source)).toEqual(['Größe “egal” – 5 €']);
  });

  it('decide where the first one beyond ASCII stands, far into the file', async () => {
    const plain = 'a plain line of text\n'.repeat(20_000);
    await brought(api, Buffer.concat([Buffer.from(plain), Buffer.from('caf\xe9 au lait\n', 'latin1')]), { source: 'late' });
    expect((await textsOf('late')).at(-1)).toBe('café au lait');
  });
});

describe('dates', () => {
  it('without a zone are those of the house, or of the zone that is chosen', async () => {
    const file = table(
      ['date', 'text'],
      ['2026-01-05 10:00', 'a'],
      ['2026-07-05T10:00:00Z', 'b'],
      ['2026-07-05 1:30 PM', 'c'],
      ['2026-07-05 10:00 +0530', 'd'],
    );
    await brought(api, file, { source: 'zones' });
    expect(await timesOf('zones')).toEqual([
      '2026-01-05T09:00:00.000Z',
      '2026-07-05T10:00:00.000Z',
      '2026-07-05T11:30:00.000Z',
      '2026-07-05T04:30:00.000Z',
    ]);
    await brought(api, file, { source: 'zones-2', mapping: { zone: 'America/New_York' } });
    expect((await timesOf('zones-2'))[0]).toBe('2026-01-05T15:00:00.000Z');
  });

  it('of a day alone count to the end of that day, so that nothing of the same day seems to come after', async () => {
    await brought(api, table(['date', 'text'], ['2026-07-05', 'a']), { source: 'days' });
    expect(await timesOf('days')).toEqual(['2026-07-05T21:59:59.000Z']);
  });

  it.each([
    ['a day above twelve', ['3/5/2026', '25/5/2026'], true, '2026-05-03'],
    ['a month above twelve that is none', ['3/5/2026', '5/25/2026'], false, '2026-03-05'],
    ['dots', ['3.5.2026', '4.5.26'], true, '2026-05-03'],
  ])('are told apart by %s', async (_name, [first = '', second = ''], dayFirst, day) => {
    const found = await looked(api, table(['date', 'text'], [first, 'a'], [second, 'b']));
    expect(found).toMatchObject({ unsure: [], taken: 2 });
    expect(found.mapping.dayFirst === null || found.mapping.dayFirst === dayFirst).toBe(true);
    expect(found.sentences[0]).toContain(new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date(day)));
  });

  it('that can be read two ways are left to a person', async () => {
    const file = table(['date', 'text'], ['3/5/2026', 'a'], ['4/5/2026', 'b']);
    const found = await looked(api, file);
    expect(found).toMatchObject({ unsure: ['dayFirst'], taken: 0, refusedCount: 2 });
    expect(found.refused[0]).toMatchObject({
      row: 2,
      column: 'date',
      value: '3/5/2026',
      rule: 'it cannot be told which of the two is the day',
    });
    expect((await looked(api, file, { mapping: { dayFirst: false } })).sentences[0]).toContain('5 March 2026');
    expect((await looked(api, file, { mapping: { dayFirst: true } })).sentences[0]).toContain('3 May 2026');
  });
});
