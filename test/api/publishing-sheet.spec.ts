import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowInput } from '@loopwright/workflows/contract';
import { DAY, pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Coming {
  what: string;
  step: string;
  exit: string | null;
  first: string | null;
  last: string | null;
  atOnce: number;
  asBefore?: string;
  words: string;
}
type How = 'finish' | 'move' | 'stop';
interface Sheet {
  same: boolean;
  publishable: boolean;
  changes: { before: string | null; after: string | null; by: string | null }[];
  authors: { name: string; saves: number }[];
  already: { people: number; feedback: number; since: string; chosen: boolean } | null;
  firstSends: { people: number; who: { customerId: string; improvement: string }[] } | null;
  partWay: {
    people: number;
    loops: number;
    walking: number;
    groups: ({ step: string; says: string; people: number } & Record<How, Coming>)[];
  };
  hold: { first: number; byDefault: boolean };
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
afterAll(() => whole.close());

const sheetOf = async (id: string): Promise<Sheet> => (await whole.get<Sheet>(`/api/flows/${id}/publishing`)).body;
const save = (id: string, revision: number, flow: object) =>
  whole.ask<{ revision: number }>('PUT', `/api/flows/${id}/draft`, { revision, flow });
const advance = async (days: number): Promise<void> => {
  whole.clock.advance(days * DAY);
  await whole.settle();
};

const wait = (id: string, length: string) => ({ id, kind: 'wait', config: { for: length } });
const end = { id: 'end', kind: 'stop', config: { reason: 'nothing changed in time' } };
const TELL = pricingFlow().steps?.[0]?.exits?.['verified'] ?? [];
const flowOf = (name: string, theme: string, atMost: string, passed: object[]): FlowInput =>
  ({
    name,
    entry: { themes: [theme, `${theme}-told`], feelings: ['complaint'] },
    steps: [
      { id: 'wait', kind: 'wait-for-improvement', config: { themes: 'same', atMost }, exits: { verified: TELL, 'timed-out': passed } },
    ],
  }) as FlowInput;
/** “calm” goes; “ask” waits longer; the limit is shorter. */
const first = (name: string, theme: string): FlowInput => flowOf(name, theme, 'P90D', [wait('calm', 'P3D'), wait('ask', 'P5D'), end]);
const second = (name: string, theme: string): FlowInput => flowOf(name, theme, 'P30D', [wait('new', 'P2D'), wait('ask', 'P10D'), end]);

async function themesOf(theme: string): Promise<void> {
  for (const key of [theme, `${theme}-told`]) await whole.post('/api/themes', { key, name: key, noun: { en: { singular: key } } });
}

/** One person at each step: at “ask”, at “calm”, two at the wait (one of them there for forty days), one with a message that waits for a look. */
async function oneAtEach(how: string): Promise<{ id: string; theme: string; people: Record<string, string> }> {
  const theme = `part-way-${how}`;
  await themesOf(theme);
  const id = await published(whole, first(`Flow ${how}`, theme), { hold: { first: 1 } });
  const enters = async (about = theme): Promise<string> => {
    const { customer } = await said(whole, 1, { themes: [about] });
    await whole.settle();
    return customer;
  };
  const ask = await enters();
  await advance(4);
  const calm = await enters();
  await advance(50);
  const late = await enters();
  for (const days of [36.1, 3.1, 0.9]) await advance(days);
  const held = await enters(`${theme}-told`);
  await verified(whole, await shipped(whole, 0.01, { themes: [`${theme}-told`] }));
  const fresh = await enters();
  return { id, theme, people: { ask, calm, late, held, fresh } };
}

describe('the sheet before publishing', () => {
  it.each(['finish', 'move', 'stop'] as const)('names the next event of everybody part-way, and it happens then (%s)', async (how) => {
    const { id, theme, people } = await oneAtEach(how);
    const { body } = await save(id, 1, second(`Flow ${how}`, theme));
    const sheet = await sheetOf(id);
    expect(sheet).toMatchObject({ publishable: true, same: false, partWay: { walking: 0 } });
    const told = new Map<string, Coming>();
    for (const [name, customer] of Object.entries(people)) {
      const loop = await whole.db.loops.findOne({ customer, flow: id, status: 'open' }).lean();
      const stands = await whole.db.waits.findOne({ loop: loop?._id ?? '', state: 'open' }).lean();
      const at = stands?.deadline?.getTime() ?? NaN;
      const group = sheet.partWay.groups.find(
        ({ step, finish }) => step === stands?.step && Date.parse(finish.first ?? '') <= at && at <= Date.parse(finish.last ?? ''),
      );
      if (group) told.set(`${name} ${loop?._id ?? ''}`, group[how]);
    }
    expect([...told.keys()].map((key) => key.split(' ')[0])).toEqual(Object.keys(people));
    const sent = await whole.db.messages.countDocuments({ flow: id, state: 'sent' });
    await whole.post(`/api/flows/${id}/publish`, { revision: body.revision, partWay: how, hold: false });
    await whole.settle();
    const due = [...told].sort(
      ([, a], [, b]) => Date.parse(a.last ?? '2999-01-01T00:00:00Z') - Date.parse(b.last ?? '2999-01-01T00:00:00Z'),
    );
    for (const [person, coming] of due) {
      const loop = person.split(' ')[1] ?? '';
      const before = Date.parse(coming.first ?? '') - 1000 - whole.clock.now().getTime();
      const seen = async (): Promise<boolean> => {
        const row = await whole.db.loops.findById(loop).lean();
        if (coming.what === 'ends') return row?.reasonCode === 'flow-stopped';
        if (coming.what === 'goes-on') return (await whole.db.waits.exists({ loop, step: coming.step })) !== null;
        return (await whole.db.trail.exists({ loop, step: coming.step, exit: coming.exit ?? '' })) !== null;
      };
      if (before > 0) {
        whole.clock.advance(before);
        await whole.settle();
        expect({ person, what: coming.what, early: await seen() }).toEqual({ person, what: coming.what, early: false });
      }
      const span = Date.parse(coming.last ?? '') - whole.clock.now().getTime();
      if (span >= 0) whole.clock.advance(span + 1000);
      await whole.settle();
      expect({ person, what: coming.what, happened: await seen() }).toEqual({ person, what: coming.what, happened: true });
    }
    expect(await whole.db.messages.countDocuments({ flow: id, state: 'sent' })).toBe(sent);
    expect(await whole.db.messages.countDocuments({ flow: id })).toBe(1);
  });

  it('counts nobody among those written to at once who said no to mail, or left no address', async () => {
    const theme = 'said-no';
    await themesOf(theme);
    const who = [{ email: 'yes@example.com' }, { email: 'no@example.com', consent: { email: false } }, {}];
    for (const [at, facts] of who.entries())
      await said(whole, 20, { themes: [theme], customer: { externalId: `N-${String(at)}`, ...facts } });
    await whole.settle();
    await verified(whole, await shipped(whole, 10, { themes: [theme] }));
    const id = (await whole.post<{ id: string }>('/api/flows', first('Said no', theme))).body.id;
    expect(await sheetOf(id)).toMatchObject({ already: { people: 3 }, firstSends: { people: 1 } });
  });

  it('says who changed what, and who is written to at once among those who said it already; they start now where that is chosen', async () => {
    const theme = 'start-now';
    await themesOf(theme);
    const one = await said(whole, 20, { themes: [theme] });
    await said(whole, 2, { themes: [theme] });
    await said(whole, 40, { themes: [theme] });
    await whole.settle();
    await verified(whole, await shipped(whole, 10, { themes: [theme], title: 'it is mended' }));
    const id = (await whole.post<{ id: string }>('/api/flows', first('Start now', theme))).body.id;
    const sheet = await sheetOf(id);
    expect(sheet).toMatchObject({ already: { people: 2, feedback: 2, chosen: false }, hold: { first: 50, byDefault: true } });
    expect(sheet.firstSends).toMatchObject({ people: 1, who: [{ customerId: one.customer, improvement: 'it is mended' }] });
    const back = first('Start now', theme);
    const since = sheet.already?.since ?? '';
    await save(id, 1, { ...back, entry: { ...back.entry, since } });
    expect(await sheetOf(id)).toMatchObject({ already: { people: 2, chosen: true }, authors: [{ saves: 2 }] });
    await whole.post(`/api/flows/${id}/publish`, { revision: 2 });
    await whole.settle();
    expect(await whole.db.loops.countDocuments({ flow: id })).toBe(2);
    expect(await whole.db.messages.find({ flow: id }).lean()).toMatchObject([{ customer: one.customer, state: 'held' }]);
    await whole.settle();
    expect(await whole.db.loops.countDocuments({ flow: id })).toBe(2);
    const { body } = await save(id, 2, { ...back, entry: { ...back.entry, since, feelings: ['complaint', 'wish'] } });
    const { changes, authors } = await sheetOf(id);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ by: authors[0]?.name });
    expect(body.revision).toBe(3);
  });

  it('lets an old version be viewed, compared and restored, with the steps that were its own', async () => {
    const theme = 'restored';
    await themesOf(theme);
    const id = await published(whole, first(theme, theme));
    await save(id, 1, second(theme, theme));
    await whole.post(`/api/flows/${id}/publish`, { revision: 2 });
    interface Seen {
      flow: object;
      against: number | null;
      sentences: { text: string }[];
      changes: { change: string; step: string }[];
    }
    const one = (await whole.get<Seen>(`/api/flows/${id}/versions/1`)).body;
    expect(one).toMatchObject({ against: null, changes: [] });
    expect(one.sentences.map(({ text }) => text)).toContain('Wait 3 days.');
    const compared = (await whole.get<Seen>(`/api/flows/${id}/versions/1?against=2`)).body;
    expect(compared.changes.map(({ change, step }) => `${change} ${step}`)).toEqual([
      'changed wait',
      'added calm',
      'changed ask',
      'removed new',
    ]);
    expect((await whole.get(`/api/flows/${id}/versions/7`)).status).toBe(404);
    await save(id, 2, one.flow);
    expect(await sheetOf(id)).toMatchObject({ publishable: true, same: false });
    expect((await whole.post<{ version: number }>(`/api/flows/${id}/publish`, { revision: 3, partWay: 'move' })).body.version).toBe(3);
    const other = { ...first(theme, theme), steps: [{ ...end, id: 'new' }] };
    await save(id, 3, other);
    expect(await sheetOf(id)).toMatchObject({ publishable: false });
  });
});

describe('a flow that is resumed', () => {
  const stands = (id: string) => whole.db.waits.find({ flow: id, state: 'open' }).lean();
  const pausedPast = async (name: string): Promise<string> => {
    await themesOf(name);
    const id = await published(whole, first(name, name));
    await said(whole, 1, { themes: [name] });
    await whole.settle();
    await whole.post(`/api/flows/${id}/pause`, { sendNothing: true });
    await advance(91);
    expect((await whole.get(`/api/flows/${id}/pausing`)).body).toEqual({
      nobodyNew: false,
      sendNothing: true,
      passed: { people: 1, loops: 1 },
    });
    expect((await whole.get(`/api/flows/${id}/counts`)).body).toEqual({ standing: { wait: { people: 1, loops: 1 } }, left: {} });
    return id;
  };

  it('gives those whose limit passed meanwhile so many days more', async () => {
    const id = await pausedPast('more-days');
    await whole.post(`/api/flows/${id}/resume`, { sendNothing: true, passed: { moreDays: 14 } });
    await whole.settle();
    const [wait] = await stands(id);
    expect(wait?.step).toBe('wait');
    expect(((wait?.deadline?.getTime() ?? 0) - whole.clock.now().getTime()) / DAY).toBeCloseTo(14, 1);
    await advance(14.1);
    expect((await stands(id)).map(({ step }) => step)).toEqual(['calm']);
  });

  it('or lets them run out, and the counts say who went which way', async () => {
    const id = await pausedPast('run-out');
    await whole.post(`/api/flows/${id}/resume`, { sendNothing: true, passed: 'run-out' });
    await whole.settle();
    expect((await stands(id)).map(({ step }) => step)).toEqual(['calm']);
    expect((await whole.get(`/api/flows/${id}/counts`)).body).toEqual({
      standing: { calm: { people: 1, loops: 1 } },
      left: { wait: { 'timed-out': 1 } },
    });
    const there = (await whole.get<{ items: { flowId: string }[] }>(`/api/loops?flow=${id}&step=calm`)).body.items;
    expect(there).toMatchObject([{ flowId: id }]);
    expect((await whole.get<{ items: object[] }>(`/api/loops?flow=${id}&step=wait`)).body.items).toEqual([]);
  });
});
