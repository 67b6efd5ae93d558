import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { demoWorkspace } from '../../server/demo/workspace.ts';
import { Keys } from '../../server/doors/keys.ts';
import { people } from '../bench/backtest/people.ts';
import { store } from '../bench/backtest/stored.ts';
import { DAY, pricingFlow } from '../builders/town.ts';
import { ADMIN_KEY } from '../harness/api.ts';
import { Whole } from '../harness/whole.ts';

interface Figure {
  key: string;
  words: string;
  loops: number;
  people: number;
}
interface Side {
  words: string;
  entered: Figure;
  joined: Figure;
  told: Figure;
  timedOut: Figure;
  steps: { step: string; rule: string; reached: Figure; stands: Figure | null; exits: (Figure & { exit: string })[] }[];
  endings: Figure[];
  notLetIn: Figure[];
  notSent: Figure[];
  sent: number;
  busiest: { day: string; messages: number } | null;
}
interface Run {
  id: string;
  state: string;
  words: string;
  feedback: number;
  total: number;
  result: { draft: Side; live: Side | null; notes: string[] } | null;
  code: string;
}

const PRICES = 'demo-prices-with-tax';
let whole: Whole;
let demoKey: string;
let flow: string;

beforeAll(async () => {
  whole = await Whole.start();
  const caller = { id: 'demo', name: 'demo', role: 'admin' as const, demo: true };
  demoKey = (await whole.app.get(Keys, { strict: false }).make({ name: 'demo', role: 'admin', demo: true }, caller)).key;
  whole.key = demoKey;
  const workspace = demoWorkspace(whole.clock.now());
  for (const { key, name } of workspace.teams) await whole.ask('PUT', `/api/teams/${key}`, { name });
  for (const theme of workspace.themes) await whole.post('/api/themes', theme);
  for (const { flow: draft, publish } of workspace.flows) {
    const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', draft);
    await whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision, ...publish });
    if (draft.name.startsWith('Price change')) flow = body.id;
  }
  await whole.post('/api/feedback', workspace.feedback);
  const prices = workspace.improvements.find(({ improvement }) => improvement.id === PRICES);
  await whole.post('/api/improvements', prices?.improvement);
  await whole.post(`/api/improvements/${PRICES}/ship`, prices?.ship);
  whole.clock.advance(60_000);
  await whole.post(`/api/improvements/${PRICES}/verify`, prices?.toVerify);
  whole.clock.advance(60_000);
});
afterAll(() => whole.close());

const begin = (id: string, body: object = {}) => whole.post<Run>(`/api/flows/${id}/backtest`, body);
async function ended(id: string, run: string): Promise<Run> {
  for (;;) {
    const { body } = await whole.get<Run>(`/api/flows/${id}/backtests/${run}`);
    if (body.state !== 'running') return body;
    await pause(50);
  }
}

/** The same counted by hand: who complained or wished about pricing on Pro, what joined, and for whom prices now hold. */
async function byHand(from: number) {
  const improvement = await whole.db.improvements.findById(PRICES).lean();
  const now = whole.clock.now().getTime();
  const customers = await whole.db.customers.find({ demo: true }).lean();
  const count = { entered: 0, people: 0, joined: 0, told: 0, timedOut: 0, nowhere: 0 };
  for (const { _id, attributes, emails, consent } of customers) {
    const said = await whole.db.feedback
      .find({ customer: _id, 'tags.theme': 'demo-pricing', feeling: { $in: ['complaint', 'wish'] }, occurredAt: { $gte: new Date(from) } })
      .sort({ occurredAt: 1 })
      .lean();
    if (attributes['plan'] !== 'pro' || said.length === 0) continue;
    const loops: number[][] = [];
    for (const { occurredAt } of said) {
      const last = loops.at(-1);
      if (last && occurredAt.getTime() <= (last[0] ?? 0) + 90 * DAY) last.push(occurredAt.getTime());
      else loops.push([occurredAt.getTime()]);
    }
    const covered = loops.filter((times) => Math.max(...times) < (improvement?.shippedAt?.getTime() ?? 0));
    const reachable = consent.email !== false && emails.length > 0;
    count.people += 1;
    count.entered += loops.length;
    count.joined += said.length - loops.length;
    count.timedOut += loops.filter(([first = 0]) => first + 90 * DAY + 300_000 < now).length;
    count.told += reachable && covered.length > 0 ? 1 : 0;
  }
  return count;
}

describe('a backtest of the demo', () => {
  it('has the numbers that counting by hand has, and names the people behind them', async () => {
    const started = await begin(flow);
    expect(started.status).toBe(202);
    const run = await ended(flow, started.body.id);
    expect(run).toMatchObject({ state: 'done', feedback: run.total });
    const side = run.result?.draft;
    const hand = await byHand(whole.clock.now().getTime() - 183 * DAY);
    expect(hand.told).toBeGreaterThan(20);
    expect({
      entered: side?.entered.loops,
      people: side?.entered.people,
      joined: side?.joined.loops,
      told: side?.told.people,
      timedOut: side?.timedOut.loops,
      nowhere: 0,
    }).toEqual(hand);
    expect(run.words).toMatch(/^\d+ people would have entered, \d+ people told, \d+ (people|person) timed out\.$/);
    const wait = side?.steps.find(({ step }) => step === 'first-wait');
    expect(wait?.rule).toMatch(/^Wait until an improvement/);
    expect((wait?.exits ?? []).reduce((sum, { loops }) => sum + loops, wait?.stands?.loops ?? 0)).toBe(side?.entered.loops);
    const sum = (figures: Figure[] = []): number => figures.reduce((all, { loops }) => all + loops, 0);
    expect(sum(side?.endings) + sum(side?.steps.flatMap(({ stands }) => stands ?? []))).toBe(side?.entered.loops);
    const { items } = (
      await whole.get<{ items: { customer: string; name: string }[] }>(`/api/flows/${flow}/backtests/${run.id}/people?key=told`)
    ).body;
    expect(new Set(items.map(({ customer }) => customer)).size).toBe(side?.told.people);
    expect(run.result?.notes.join(' ')).toContain('as if the flow had been live');
  });

  it('sets the draft beside what is live, keeps its results, and forgets one when asked', async () => {
    const draft = (await whole.get<{ draft: { entry: { themes: string[] } } }>(`/api/flows/${flow}`)).body.draft;
    const { body } = await begin(flow, { draft: { ...draft, entry: { ...draft.entry, feelings: ['wish'] } } });
    const run = await ended(flow, body.id);
    expect(run.result?.draft.entered.loops).toBeLessThan(run.result?.live?.entered.loops ?? 0);
    const list = (await whole.get<{ items: Run[] }>(`/api/flows/${flow}/backtests`)).body.items;
    expect(list.map(({ id }) => id)[0]).toBe(run.id);
    expect((await whole.ask('DELETE', `/api/flows/${flow}/backtests/${run.id}`)).status).toBe(204);
    expect((await whole.get(`/api/flows/${flow}/backtests/${run.id}`)).status).toBe(404);
    expect(await whole.db.backtestPeople.countDocuments({ backtest: run.id })).toBe(0);
  });

  it('plays the flow of somebody’s own on the invented people while nobody real has spoken, and says so', async () => {
    const draft = (await whole.get<{ draft: object }>(`/api/flows/${flow}`)).body.draft;
    whole.key = ADMIN_KEY;
    const own = (await whole.post<{ id: string }>('/api/flows', { ...draft, name: 'Drawn by a person' })).body.id;
    const run = await ended(own, (await begin(own)).body.id);
    expect(run).toMatchObject({ state: 'done', invented: true });
    expect(run.result?.draft.told.people).toBe((await byHand(whole.clock.now().getTime() - 183 * DAY)).told);
    expect((await whole.get(`/api/flows/${own}/publishing`)).body).toMatchObject({ onlyInvented: true, already: { people: 0 } });
    whole.key = demoKey;
  });

  it('is refused where the draft does not run or the days do not fit', async () => {
    const claim = { id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } };
    expect((await begin(flow, { draft: { name: 'X', steps: [claim] } })).body.code).toBe('problems');
    expect((await begin(flow, { from: '2099-01-01T00:00:00Z' })).status).toBe(422);
  });
});

describe('a long backtest', () => {
  it('says how far it is, runs once at a time for a flow, and stops when it is cancelled', async () => {
    whole.key = ADMIN_KEY;
    await whole.post('/api/themes', { key: 'pricing', name: 'Prices' });
    await store(whole.db, people(6_000));
    const own = (await whole.post<{ id: string }>('/api/flows', pricingFlow())).body.id;
    const from = new Date(Date.UTC(2025, 11, 31)).toISOString();
    whole.clock.advance(Math.max(0, Date.UTC(2026, 8, 1) - whole.clock.now().getTime()));
    const { body } = await begin(own, { from });
    expect(body).toMatchObject({ state: 'running', total: 6_000 });
    expect(await begin(own, { from })).toMatchObject({ status: 409, body: { code: 'backtest-running' } });
    await whole.ask('DELETE', `/api/flows/${own}/backtests/${body.id}`);
    expect((await ended(own, body.id)).state).toBe('cancelled');
    const again = await ended(own, (await begin(own, { from })).body.id);
    expect(again).toMatchObject({ state: 'done', feedback: 6_000, invented: false });
    expect((await whole.get(`/api/flows/${own}/publishing`)).body).toMatchObject({ onlyInvented: false });
    const { entered, timedOut, steps } = again.result?.draft ?? {};
    expect((timedOut?.loops ?? 0) + (steps?.[0]?.stands?.loops ?? 0)).toBe(entered?.loops);
    expect(timedOut?.loops).toBeGreaterThan(1_000);
  });
});
