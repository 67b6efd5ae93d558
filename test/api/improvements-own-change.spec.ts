import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
let maya: Asked;
let tom: Asked;
let chief: Asked;
let id: string;

type Asked = ReturnType<typeof fromHere>;

const DAY_MS = 86_400_000;
const SCOPE = { field: 'customer.attributes.plan', is: ['pro'] };
const ago = (days: number): string => new Date(api.clock.now().getTime() - days * DAY_MS).toISOString();

beforeAll(async () => {
  api = await startsToday(TestApi.start());
  for (const key of ['pricing', 'delivery']) await api.post('/api/themes', { key, name: key });
  maya = fromHere((await aPerson(api, 'maker', { name: 'Maya Lind' })).cookie);
  tom = fromHere((await aPerson(api, 'maker', { name: 'Tom Berg' })).cookie);
  chief = fromHere((await aPerson(api, 'admin', { name: 'Ana Ruiz' })).cookie);
});
afterAll(() => api.close());

/** Recorded and shipped by Maya, verified by Tom. */
beforeEach(async () => {
  const body = { themes: ['pricing'], title: 'Prices include tax', change: 'prices now include tax', scope: SCOPE, expiresAt: ago(-30) };
  id = (await api.post<{ id: string }>('/api/improvements', body, maya)).body.id;
  await api.post(`/api/improvements/${id}/ship`, { shippedAt: ago(3) }, maya);
  await api.post(`/api/improvements/${id}/verify`, { evidence: 'I looked at sixty pages.' }, tom);
});

const patch = (change: object, by: Asked) => api.ask('PATCH', `/api/improvements/${id}`, change, by);
const kept = () => api.db.improvements.findById(id).lean();

/** Everything that decides what customers are told, and which of them. */
const CHANGES = (): [string, object][] => [
  ['for whom it holds', { scope: { field: 'customer.attributes.plan', is: ['pro', 'basic'] } }],
  ['that it holds for everybody', { scope: null }],
  ['what customers read', { change: 'prices now include tax and shipping' }],
  ['what it is about', { themes: ['pricing', 'delivery'] }],
  ['when it shipped', { shippedAt: ago(1) }],
  ['until when it holds', { expiresAt: ago(-60) }],
  ['that it holds for good', { expiresAt: null }],
  ['what is not changed yet', { stillNot: 'on paper' }],
  ['where to see it', { seeAt: 'https://shop.example/prices' }],
];

describe('what somebody else verified', () => {
  it('is not changed alone by who recorded or shipped it: nothing that customers are told, nor who is told', async () => {
    const before = await kept();
    for (const [what, change] of CHANGES()) {
      const answer = await patch(change, maya);
      expect([what, answer.status, answer.body]).toMatchObject([
        what,
        403,
        { code: 'own-work', detail: expect.stringContaining('Somebody else with the role maker, or an administrator') as string },
      ]);
    }
    expect(await kept()).toEqual(before);
  });

  it('is changed by another maker or an administrator, who vouch for it, and is released anew', async () => {
    for (const by of [tom, chief])
      for (const [what, change] of CHANGES()) expect([what, (await patch(change, by)).status]).toEqual([what, 200]);
    expect(await kept()).toMatchObject({ state: 'verified', scope: null, release: { state: 'wanted' } });
  });

  it('takes from its maker what customers do not see, and what is the same as before', async () => {
    const now = await kept();
    const same = { change: now?.change, themes: now?.themes, scope: SCOPE, shippedAt: now?.shippedAt, expiresAt: now?.expiresAt };
    expect((await patch({ title: 'Tax is in the price', owner: 'Maya Lind', ...same }, maya)).status).toBe(200);
  });

  it('may be ended sooner by anybody who makes: that tells nobody anything', async () => {
    expect((await patch({ expiresAt: ago(-2) }, maya)).status).toBe(200);
  });

  it('is not brought back by its maker after it expired', async () => {
    await api.db.improvements.updateOne({ _id: id }, { $set: { expiresAt: new Date(ago(1)) } });
    expect(await patch({ expiresAt: ago(-60) }, maya)).toMatchObject({ status: 403, body: { code: 'own-work' } });
  });
});

describe('what nobody has verified', () => {
  it('is changed by its maker as they like', async () => {
    await api.db.improvements.updateOne({ _id: id }, { $set: { state: 'shipped', release: null } });
    for (const [what, change] of CHANGES()) expect([what, (await patch(change, maya)).status]).toEqual([what, 200]);
  });
});
