import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowInput } from '@loopwright/workflows/contract';
import { said, someThemes } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Offered {
  key: string;
  people: number;
  sentences: string[];
  missing: string | null;
  flow: FlowInput | null;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
});
afterAll(() => whole.close());

const offered = async (): Promise<Offered[]> => (await whole.get<{ items: Offered[] }>('/api/flows/shipped')).body.items;

describe('the flows that ship', () => {
  it('say what has to be there first', async () => {
    expect((await offered()).map(({ missing }) => missing)).toEqual(
      Array(4).fill(expect.stringContaining('Nobody has spoken of any theme')),
    );
  });

  it('are about what is spoken of here, with the reader’s own counts, and each can be published as it is', async () => {
    await someThemes(whole);
    for (const theme of ['pricing', 'pricing', 'delivery']) await said(whole, 3, { themes: [theme] });
    await whole.settle();
    expect((await offered()).map(({ key, people, missing }) => [key, people, missing])).toEqual([
      ['fixed-fault', 2, null],
      ['price-change', 2, null],
      ['delivery', 1, null],
      ['praise', 0, 'It tells a team: set one up under Connections first.'],
    ]);
    await whole.ask('PUT', '/api/teams/shop', { name: 'Shop' });
    for (const { key, flow, sentences } of await offered()) {
      expect({ key, sentences: sentences.length > 3 }).toEqual({ key, sentences: true });
      const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', flow);
      const { status } = await whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision });
      expect({ key, status }).toEqual({ key, status: 200 });
    }
  });
});
