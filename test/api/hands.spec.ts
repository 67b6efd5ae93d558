import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Held {
  mine: boolean;
  by: string | null;
  you: boolean;
}

let whole: Whole;
let id: string;
let colleague: string;
beforeAll(async () => {
  whole = await Whole.start();
  id = (await whole.post<{ id: string }>('/api/flows', pricingFlow())).body.id;
  colleague = (await whole.post<{ key: string }>('/api/keys', { name: 'Ben $Ito', role: 'designer' })).body.key;
});
afterAll(() => whole.close());

const hold = async (tab: string, take = false): Promise<Held> => (await whole.post<Held>(`/api/flows/${id}/hand`, { tab, take })).body;

async function as<T>(key: string, act: () => Promise<T>): Promise<T> {
  const own = whole.key;
  whole.key = key;
  try {
    return await act();
  } finally {
    whole.key = own;
  }
}

describe('the hand a draft is in', () => {
  it('is the first who opens it, and stays so while they say it', async () => {
    expect((await as(colleague, () => hold('ben'))).mine).toBe(true);
    expect(await hold('ana')).toEqual({ mine: false, by: 'Ben $Ito', you: false });
    expect((await as(colleague, () => hold('ben'))).mine).toBe(true);
    expect(await as(colleague, () => hold('ben’s other tab'))).toEqual({ mine: false, by: 'Ben $Ito', you: true });
  });

  it('is taken over, and free when its tab is closed or says nothing any more', async () => {
    expect((await hold('ana', true)).mine).toBe(true);
    expect(await as(colleague, () => hold('ben'))).toMatchObject({ mine: false, you: false });
    expect((await whole.ask('DELETE', `/api/flows/${id}/hand/ben`)).status).toBe(404);
    expect((await as(colleague, () => hold('ben'))).mine).toBe(false);
    await whole.ask('DELETE', `/api/flows/${id}/hand/ana`);
    expect((await as(colleague, () => hold('ben'))).mine).toBe(true);
    await whole.db.hands.updateOne({ _id: id }, { $set: { until: new Date(Date.now() - 1_000) } });
    expect((await hold('ana')).mine).toBe(true);
  });

  it('is nobody’s of a flow that is not there', async () => {
    expect((await whole.post('/api/flows/nothing/hand', { tab: 'ana' })).status).toBe(404);
  });
});

describe('the audit of drafts', () => {
  it('is not filled by saves, and tells of a version that is the draft again', async () => {
    const { body } = await whole.get<{ revision: number }>(`/api/flows/${id}`);
    await whole.ask('PUT', `/api/flows/${id}/draft`, { revision: body.revision, flow: pricingFlow({ name: 'Saved' }) });
    const restored = { revision: body.revision + 1, flow: pricingFlow({ name: 'Again' }), restores: 3 };
    expect((await whole.ask('PUT', `/api/flows/${id}/draft`, restored)).status).toBe(200);
    const { body: audit } = await whole.get<{ items: { words: string }[] }>(`/api/audit?about=flow:${id}`);
    expect(audit.items.map(({ words }) => words)).toEqual([
      'admin made version 3 the draft of the flow “Again” again.',
      'admin made the flow “Pricing promises”.',
    ]);
  });
});
