import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { said, shipped, someThemes } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Sample {
  customer: { id: string; name: string | null } | null;
  invented: string | null;
  subject: string;
  text: string;
  html: string | null;
  language: string;
  holds: { covers: boolean; words: string | null } | null;
}
interface Version {
  version: number;
  savedBy: string;
  languages: string[];
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
afterAll(() => whole.close());

const samples = async (name: string, query = ''): Promise<Sample[]> =>
  (await whole.get<{ items: Sample[] }>(`/api/templates/${name}/samples${query}`)).body.items;

describe('the samples of a template', () => {
  it('are invented cases while there is nobody of whom it can speak', async () => {
    const found = await samples('you-asked-we-changed');
    expect(found.length).toBeGreaterThan(3);
    expect(found.every(({ customer, invented }) => customer === null && invented !== null)).toBe(true);
    expect(found.find(({ invented }) => invented === 'in German')).toMatchObject({ language: 'de' });
    expect(found[0]?.html).toContain('<html');
  });

  it('begin with real customers, and say whether it would be true for them now', async () => {
    const { customer } = await said(whole, 10, { customer: { email: 'rhea@example.com', name: 'Rhea' } });
    await said(whole, 1, { customer: { email: 'late@example.com', name: 'Late' } });
    await shipped(whole, 3);
    const [first, second] = await samples('you-asked-we-changed');
    expect(first).toMatchObject({ customer: { id: customer, name: 'Rhea' }, invented: null, holds: { covers: false } });
    expect(first?.text).toContain('every price includes tax');
    expect(first?.holds?.words).toContain('nobody has verified it');
    expect(second?.customer).toBeNull();
    expect(await whole.db.messages.countDocuments()).toBe(0);
  });

  it('need no improvement where nothing is claimed', async () => {
    const found = await samples('not-forgotten');
    expect(found.filter(({ customer }) => customer !== null).length).toBeGreaterThan(0);
  });

  it('never show whoever was erased', async () => {
    const { customer } = await said(whole, 9, { customer: { email: 'gone@example.com', name: 'Gone Person' } });
    await whole.ask('DELETE', `/api/customers/${customer}`);
    expect(JSON.stringify(await samples('not-forgotten'))).not.toContain('Gone Person');
  });
});

describe('the versions of a template', () => {
  it('stand with who saved them, and each can be read and sampled', async () => {
    const words = { variants: { en: { subject: 'Mine', body: 'Mine about {{theme}}.\n\n{{> footer}}' } } };
    await whole.ask('PUT', '/api/templates/not-forgotten', words);
    const { items } = (await whole.get<{ items: Version[] }>('/api/templates/not-forgotten/versions')).body;
    expect(items).toMatchObject([
      { version: 2, savedBy: 'admin', languages: ['en'] },
      { version: 1, savedBy: 'shipped' },
    ]);
    expect((await whole.get<Version>('/api/templates/not-forgotten')).body.version).toBe(2);
    expect((await whole.get<Version>('/api/templates/not-forgotten?version=1')).body.version).toBe(1);
    expect((await samples('not-forgotten'))[0]?.subject).toBe('Mine');
    expect((await samples('not-forgotten', '?version=1'))[0]?.subject).not.toBe('Mine');
  });

  it('that are not there are not found', async () => {
    for (const path of ['not-forgotten?version=9', 'not-forgotten/samples?version=9', 'none/versions', 'none/samples'])
      expect([path, (await whole.get(`/api/templates/${path}`)).status]).toEqual([path, 404]);
    expect((await whole.get('/api/templates/not-forgotten?version=x')).status).toBe(422);
  });
});
