import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowInput } from '@loopwright/workflows/contract';
import { demoWorkspace } from '../../server/demo/workspace.ts';
import { Keys } from '../../server/doors/keys.ts';
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

/** As they are offered, those that can begin. */
async function publishAll(): Promise<void> {
  for (const { key, flow, sentences, missing } of await offered()) {
    if (missing !== null) continue;
    expect({ key, sentences: sentences.length > 3 }).toEqual({ key, sentences: true });
    const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', flow);
    const answer = await whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision });
    expect({ key, status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({ key, status: 200, text: '' });
    await whole.db.flows.updateOne({ _id: body.id }, { $set: { pausedEntry: true } });
  }
}

describe('the flows that ship', () => {
  it('say what has to be there first', async () => {
    const missing = (await offered()).map((one) => one.missing);
    expect(missing.slice(0, 4)).toEqual(Array(4).fill(expect.stringContaining('Nobody has spoken of any theme')));
    expect(missing.slice(4)).toEqual([expect.stringContaining('publish flows about two themes first'), null]);
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
      ['silent-detractor', 0, 'It asks which theme it was: publish flows about two themes first.'],
      ['taken-back', 0, null],
    ]);
    await publishAll();
  });

  it('give tasks, ask for approval and wait for answers and scores where there are people for it', async () => {
    await whole.ask('PUT', '/api/teams/shop', { name: 'Shop' });
    const people = { maya: 'Maya Lind', tom: 'Tom Berg' };
    for (const [at, [_id, name]] of Object.entries(people).entries())
      await whole.db.people.create({ _id, name, role: 'admin', createdAt: new Date(at) });
    const { customer } = await said(whole, 1, { themes: ['delivery'], score: 3, scoreKind: 'nps' });
    await whole.db.customers.updateOne({ _id: customer }, { $set: { attributes: { plan: 'pro', ordersLast12Months: 2 } } });
    const all = new Map((await offered()).map(({ key, sentences }) => [key, sentences.join('\n')]));
    expect(all.get('fixed-fault')).toContain(
      'Wait for their answer to “It is fixed”, for at most 14 days; the link they press decides, Shop reads the rest within 1 working day.',
    );
    expect(all.get('fixed-fault')).toContain('Give Shop the task “Plan it or decline it”, due in 5 working days, and go on.');
    expect(all.get('price-change')).toContain(
      'Ask Maya Lind, or Tom Berg after 1 day, to approve the next message for each customer, for at most 3 days; unanswered is not sent.',
    );
    expect(all.get('price-change')).toContain('1 in 10 customers, always the same ones, are not told until');
    expect(all.get('delivery')).toContain('Give Shop the task “Put this one right”, due in 1 working day, and go on.');
    expect(all.get('delivery')).toContain('Wait for their next NPS about delivery, for at most 60 days');
    expect(all.get('taken-back')).toContain('As soon as an improvement to any theme is taken back');
    expect(all.get('taken-back')).toContain('Ask Maya Lind, or Tom Berg after 2 hours, to approve one text for all of them');
    await publishAll();
  });
});

describe('in the demo', () => {
  beforeAll(async () => {
    await whole.close();
    whole = await Whole.start();
  });

  it('each can be published as it is', async () => {
    const caller = { id: 'demo', name: 'demo', role: 'admin' as const, demo: true };
    whole.key = (await whole.app.get(Keys, { strict: false }).make({ name: 'demo', role: 'admin', demo: true }, caller)).key;
    const { teams, themes, feedback } = demoWorkspace(whole.clock.now());
    for (const { key, name } of teams) await whole.ask('PUT', `/api/teams/${key}`, { name });
    for (const theme of themes) await whole.post('/api/themes', theme);
    await whole.post('/api/feedback', feedback);
    await whole.settle();
    expect((await offered()).flatMap(({ key, missing }) => (missing === null ? [] : [key]))).toEqual(['silent-detractor']);
    expect((await offered()).find(({ key }) => key === 'delivery')?.people).toBeGreaterThan(5);
    await publishAll();
    await whole.db.flows.updateMany({}, { $set: { pausedEntry: false } });
    const silent = (await offered()).find(({ key }) => key === 'silent-detractor');
    expect(silent).toMatchObject({ missing: null });
    expect(silent?.people).toBeGreaterThan(0);
    await publishAll();
  });
});
