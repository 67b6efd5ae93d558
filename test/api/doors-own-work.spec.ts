import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
let maya: Asked;
let tom: Asked;
let chief: Asked;

type Asked = ReturnType<typeof fromHere>;

beforeAll(async () => {
  api = await startsToday(TestApi.start());
  await api.post('/api/themes', { key: 'pricing', name: 'Pricing' });
  maya = fromHere((await aPerson(api, 'maker', { name: 'Maya Lind' })).cookie);
  tom = fromHere((await aPerson(api, 'maker', { name: 'Tom Berg' })).cookie);
  chief = fromHere((await aPerson(api, 'admin', { name: 'Ana Ruiz' })).cookie);
});
afterAll(() => api.close());

const OWN = { status: 403, body: { code: 'own-work' } };

async function recorded(by: Asked | undefined): Promise<string> {
  const body = { themes: ['pricing'], title: 'Prices include tax', change: 'prices now include tax' };
  return (await api.post<{ id: string }>('/api/improvements', body, by)).body.id;
}
const ship = (id: string, by: Asked) => api.post(`/api/improvements/${id}/ship`, {}, by);
const verify = (id: string, by: Asked) => api.post(`/api/improvements/${id}/verify`, { evidence: 'I looked at sixty pages.' }, by);
const told = async (): Promise<string | undefined> =>
  (await api.get<{ items: { words: string }[] }>('/api/audit?q=verified')).body.items[0]?.words;

describe('a maker', () => {
  it('does not verify what they shipped; another maker does', async () => {
    const id = await recorded(undefined);
    await ship(id, maya);
    expect(await verify(id, maya)).toMatchObject({
      ...OWN,
      body: { detail: 'Somebody else with the role maker, or an administrator, verifies what you shipped.' },
    });
    expect(await verify(id, tom)).toMatchObject({ status: 200, body: { state: 'verified', verifiedBy: 'Tom Berg' } });
    expect(await told()).toBe('Tom Berg verified “Prices include tax”.');
  });

  it('does not verify what they recorded, though another shipped it', async () => {
    const id = await recorded(maya);
    await ship(id, tom);
    for (const by of [maya, tom]) expect(await verify(id, by)).toMatchObject(OWN);
  });

  it('does not verify words of their own in what another recorded and shipped; the other may not either, a third does', async () => {
    const id = await recorded(maya);
    await ship(id, maya);
    await api.ask('PATCH', `/api/improvements/${id}`, { change: 'prices now include every tax' }, tom);
    for (const by of [maya, tom]) expect(await verify(id, by)).toMatchObject(OWN);
    expect((await verify(id, chief)).status).toBe(200);
  });

  it('may verify after changing what customers do not read', async () => {
    const id = await recorded(maya);
    await ship(id, maya);
    await api.ask('PATCH', `/api/improvements/${id}`, { owner: 'Tom Berg, pricing' }, tom);
    expect((await verify(id, tom)).status).toBe(200);
  });

  it('does not do so with a key either', async () => {
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'release robot', role: 'maker' });
    const id = await recorded(undefined);
    await api.post(`/api/improvements/${id}/ship`, {}, body);
    expect(await api.post(`/api/improvements/${id}/verify`, { evidence: 'All tests are green.' }, body)).toMatchObject(OWN);
  });
});

describe('an administrator', () => {
  it('may verify their own work, and the audit says so', async () => {
    const id = await recorded(maya);
    await ship(id, chief);
    expect((await verify(id, chief)).status).toBe(200);
    expect(await told()).toBe('Ana Ruiz verified “Prices include tax”, which they shipped themselves.');
  });
});
