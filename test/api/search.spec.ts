import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchTerms } from '../../server/customers/search-terms.ts';
import { beginningWith } from '../../server/search/customers-found.ts';
import type { Finding } from '../../server/search/search.ts';
import { TermsIndexing } from '../../server/search/terms-indexing.ts';
import { newId } from '../../server/storage/ids.ts';
import { aFeedback } from '../builders/feedback.ts';
import { TestApi } from '../harness/api.ts';

const MANY = 20_000;
const MOST_KEYS = 500;

let api: TestApi;
let ids: Record<string, string> = {};
beforeAll(async () => {
  api = await TestApi.start();
  await api.post('/api/themes', { key: 'pricing', name: 'Preise und Gebühren' });
  await says('olafur', {
    externalId: 'HB-7',
    name: 'Ólafur Findbar-Ness',
    email: 'Olafur@Example.com',
    attributes: { orderNumber: 'A-100 7' },
  });
  await says('by address', { email: 'nobody.known@example.com' });
  await api.post('/api/improvements', { themes: ['pricing'], title: 'prices without tax', change: 'every price includes the tax' });
  await api.post('/api/flows', { name: 'Pricing promises', steps: [] });
});
afterAll(() => api.close());

async function says(name: string, customer: object): Promise<string> {
  const { body } = await api.post<{ ids: string[] }>('/api/feedback', aFeedback({ themes: [], customer }));
  const doc = await api.db.feedback.findById(body.ids[0]).lean();
  ids = { ...ids, [name]: doc?.customer ?? '' };
  return ids[name] ?? '';
}
const find = async (typed: string): Promise<Finding['items']> =>
  (await api.get<Finding>(`/api/search?q=${encodeURIComponent(typed)}`)).body.items;
const customers = async (typed: string): Promise<string[]> =>
  (await find(typed)).filter(({ kind }) => kind === 'customer').map(({ id }) => id);
const indexed = (): Promise<void> => api.app.get(TermsIndexing, { strict: false }).idle();

describe('search', () => {
  it.each(['olaf', 'ÓLAFUR', 'Ｏｌａｆ', 'findbar', 'ness', 'olafur  findbar', 'olafur@ex', 'OLAFUR@EXAMPLE.COM', 'hb-7', 'HB-7'])(
    'finds a customer by any beginning, whatever its case, accents and widths: %s',
    async (typed) => {
      expect(await customers(typed)).toEqual([ids['olafur']]);
    },
  );

  it('says who was found so that people of one name can be told apart', async () => {
    expect(await find('olafur')).toEqual([
      { kind: 'customer', id: ids['olafur'], title: 'Ólafur Findbar-Ness', about: 'olafur@example.com, HB-7' },
    ]);
    expect(await find('nobody.known')).toMatchObject([{ title: 'nobody.known@example.com', about: '' }]);
  });

  it.each(['.*', 'o.afur', '^olaf', 'olaf$', '[a-z]', '(', '\\'])('takes the signs of patterns as plain text: %s', async (typed) => {
    expect(await find(typed)).toEqual([]);
  });

  it('finds improvements, themes, flows and templates by how a word of them begins, after the customers', async () => {
    await api.db.templates.create({
      _id: 'hash',
      name: 'prices-again',
      version: 1,
      title: 'About prices',
      variants: {},
      claims: false,
      decides: false,
      createdAt: api.clock.now(),
    });
    await says('price', { externalId: 'p', name: 'Vincent Price' });
    const found = await find('pri');
    expect(found.map(({ kind, id }) => [kind, id])).toEqual([
      ['customer', ids['price']],
      ['improvement', 'prices-without-tax'],
      ['theme', 'pricing'],
      ['flow', (await api.db.flows.findOne().lean())?._id],
      ['template', 'prices-again'],
    ]);
    expect((await find('gebuhren')).map(({ id }) => id)).toEqual(['pricing']);
    expect((await find('includes')).map(({ id }) => id)).toEqual(['prices-without-tax']);
    expect(await find('ithout')).toEqual([]);
  });

  it.each(['', '%20', '%CC%81'])('asks for something to look for: %s', async (typed) => {
    const answer = await api.get(`/api/search?q=${typed}`);
    expect(answer).toMatchObject({ status: 422, body: { problems: [{ path: 'q', message: 'write what to look for' }] } });
  });

  it('is for those who may see customers', async () => {
    expect((await api.get('/api/search?q=a', { key: null })).status).toBe(401);
  });
});

describe('what a customer is found by', () => {
  it('follows a change by hand and by what they say', async () => {
    const id = await says('moving', { externalId: 'mv', name: 'Ada Before' });
    await api.ask('PATCH', `/api/customers/${id}`, { name: 'Ada Later', email: 'later@example.com' });
    expect([await customers('before'), await customers('ada lat'), await customers('later@')]).toEqual([[], [id], [id]]);
    api.clock.advance(1_000);
    await says('moving', { externalId: 'mv', name: 'Ada Last' });
    expect([await customers('ada lat'), await customers('ada las')]).toEqual([[], [id]]);
  });

  it('leads from what was merged to its survivor, and back when the two are parted', async () => {
    const one = await says('one', { externalId: 'merge-1', name: 'Mona Merged' });
    const other = await says('other', { externalId: 'merge-2', name: 'Monika Merged' });
    await api.post(`/api/customers/${one}/merge`, { other, proof: 'the same passport' });
    expect(await customers('merge-2')).toEqual([one]);
    expect(await customers('merged')).toEqual([one]);
    await api.post(`/api/customers/${one}/part`, { other });
    expect(await customers('merge-2')).toEqual([other]);
    expect((await customers('merged')).sort()).toEqual([one, other].sort());
  });

  it('is nothing after they were erased', async () => {
    const id = await says('gone', { externalId: 'erase-me', name: 'Erna Erased', email: 'erna@example.com' });
    expect(await customers('erna')).toEqual([id]);
    await api.ask('DELETE', `/api/customers/${id}`);
    for (const typed of ['erna', 'erased', 'erase-me']) expect(await customers(typed), typed).toEqual([]);
  });

  it('takes in the attributes that the house rules name, also of those who were there before, and lets go of them again', async () => {
    expect(await customers('a-100')).toEqual([]);
    await api.ask('PATCH', '/api/house-rules', { searchable: ['orderNumber'] });
    expect((await api.get<Finding>('/api/search?q=a-100')).body.complete).toBe(false);
    await indexed();
    expect((await api.get<Finding>('/api/search?q=a-100')).body).toMatchObject({ complete: true, items: [{ id: ids['olafur'] }] });
    const later = await says('ordered', { externalId: 'later', attributes: { orderNumber: 'B-200' } });
    expect(await customers('b-200')).toEqual([later]);
    await api.ask('PATCH', '/api/house-rules', { searchable: [] });
    await find('a-100');
    await indexed();
    expect(await customers('a-100')).toEqual([]);
    await api.ask('PATCH', '/api/house-rules', { searchable: ['orderNumber'] });
    await find('a-100');
    await indexed();
    expect(await customers('a-100')).toEqual([ids['olafur']]);
  });

  it('is made up for at the start, for customers from before there was a search', async () => {
    await api.db.customers.updateMany({}, { $unset: { terms: 1 } });
    await api.db.markers.deleteMany({});
    expect(await customers('olafur')).toEqual([]);
    api.app.get(TermsIndexing, { strict: false }).onApplicationBootstrap();
    await indexed();
    expect(await customers('olafur')).toEqual([ids['olafur']]);
  });
});

describe('among twenty thousand customers', () => {
  beforeAll(async () => {
    const at = api.clock.now();
    const rows = Array.from({ length: MANY }, (_, n) => {
      const row = {
        externalId: `N-${String(n)}`,
        emails: [`person${String(n)}@example.com`],
        name: `Ana Number${String(n)} Common`,
        attributes: {},
        mergedInto: null,
        erasedAt: null,
      };
      return { ...row, _id: newId(), terms: searchTerms(row, []), arm: 0.5, demo: false, turn: 0, createdAt: at };
    });
    await api.db.customers.collection.insertMany(rows as never);
  });

  it.each(['ana', 'a', 'common', 'ana number19999', 'person1', 'n-1', 'nobody of this name'])(
    'looking for %s reads a stretch of an index, and few keys of it',
    async (typed) => {
      const plan = await api.db.customers.find(beginningWith(typed)).hint({ terms: 1 }).limit(20).explain('executionStats');
      const { executionStats } = plan as unknown as { executionStats: { totalKeysExamined: number; totalDocsExamined: number } };
      expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
      expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(MOST_KEYS);
      expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(MOST_KEYS);
    },
  );

  it('twenty at most are answered, and there is room for what else begins so', async () => {
    await api.post('/api/themes', { key: 'common-things', name: 'Common things' });
    const found = await find('common');
    expect(found).toHaveLength(20);
    expect(found.at(-1)).toMatchObject({ kind: 'theme', id: 'common-things' });
  });
});
