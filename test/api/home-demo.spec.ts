import type { Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../../server/doors/keys.ts';
import { DemoLoading } from '../../server/demo/load-demo.ts';
import type { World } from '../../server/app/world.ts';
import type { Removed } from '../../server/home/demo-removing.ts';
import type { ShownHome } from '../../server/home/home.ts';
import { readConfig } from '../../server/config/config.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { ADMIN_KEY } from '../harness/api.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
let demoKey: string;
beforeAll(async () => {
  whole = await Whole.start();
});
afterAll(() => whole.close());

/** A demo and a house of one's own, both with people who wait and people who were told. */
async function both(): Promise<void> {
  await whole.db.markers.updateOne({ _id: 'demo' }, { $set: { state: 'done', at: whole.clock.now() } }, { upsert: true });
  const { body } = await whole.post<{ key: string }>('/api/keys', { name: 'the demo', role: 'admin', demo: true });
  demoKey = body.key;
  await as(demoKey, async () => {
    await whole.post('/api/themes', { key: 'demo-pricing', name: 'Demo pricing' });
    await whole.ask('PUT', '/api/teams/demo-app-team', { name: 'Halden app team' });
    await peopled('demo-pricing', 'demo-survey', 'Demo flow', 'demo');
  });
  await someThemes(whole);
  await peopled('pricing', 'survey', 'Own flow', 'own');
}

async function peopled(theme: string, source: string, name: string, who: string): Promise<void> {
  await published(whole, pricingFlow({ name, entry: { themes: [theme] } }));
  const one = (n: number) => ({
    themes: [theme],
    source,
    customer: { externalId: `${who}-${String(n)}`, email: `${who}${String(n)}@example.com` },
  });
  for (const n of [1, 2, 3]) await said(whole, 10, one(n));
  await whole.settle();
  const improvement = await shipped(whole, 3, { themes: [theme], title: `of ${who}` });
  await verified(whole, improvement);
  for (const n of [4, 5]) await said(whole, 1, one(n));
  await whole.settle();
  await whole.post(`/api/improvements/${improvement}/retract`, { reason: 'wrong', whatIsTrue: 'not so', correct: true });
  await whole.settle();
}

async function as(key: string, work: () => Promise<void>): Promise<void> {
  whole.key = key;
  await work();
  whole.key = ADMIN_KEY;
}

/** All collections but the audit, from which nothing is ever taken. */
const kept = (): [string, Model<never>][] =>
  (Object.entries(whole.db) as [string, unknown][]).filter(([name]) => name !== 'audit') as [string, Model<never>][];

const counts = async (): Promise<Record<string, number>> =>
  Object.fromEntries(await Promise.all(kept().map(async ([name, model]) => [name, await model.collection.countDocuments({})] as const)));
const demo = async (): Promise<boolean> => (await whole.get<ShownHome>('/api/home')).body.demo;

/** How many documents name something of the demo. */
async function ofTheDemo(): Promise<string[]> {
  const found: string[] = [];
  for (const [name, model] of kept())
    for (const doc of await model.collection.find({}).toArray())
      if (/demo/i.test(JSON.stringify(doc).replaceAll('"demo":false', '')) && name !== 'markers')
        found.push(`${name}: ${JSON.stringify(doc)}`);
  return found;
}

describe('removing the demo', () => {
  let before: Record<string, number>;
  let own: Record<string, number>;

  beforeAll(async () => {
    await both();
    before = await counts();
  });

  it('waits until it is loaded whole', async () => {
    await whole.db.markers.updateOne({ _id: 'demo' }, { $set: { state: 'begun' } });
    expect(await whole.ask('DELETE', '/api/demo')).toMatchObject({ status: 409, body: { code: 'demo-loading' } });
    expect(await demo()).toBe(true);
    await whole.db.markers.updateOne({ _id: 'demo' }, { $set: { state: 'done' } });
  });

  it('is for administrators', async () => {
    const { body } = await whole.post<{ key: string }>('/api/keys', { name: 'not an admin', role: 'maker' });
    await as(body.key, async () => {
      expect((await whole.ask('DELETE', '/api/demo')).status).toBe(403);
    });
    await whole.db.keys.deleteOne({ name: 'not an admin' });
  });

  it('takes away everything of it, with what hangs on it, and ends what ran for it', async () => {
    const loops = await whole.db.loops.find({ demo: true }).lean();
    const running = loops.map(({ _id, generation }) => ({ loop: _id, generation }));
    expect(await whole.loops.missing(running)).not.toHaveLength(running.length);
    const { status, body } = await whole.ask<Removed>('DELETE', '/api/demo');
    expect(status).toBe(200);
    expect(body.removed).toMatchObject({
      loops: 5,
      feedback: 5,
      customers: 5,
      flows: 1,
      versions: 1,
      plans: 1,
      themes: 1,
      improvements: 1,
      sources: 1,
      teams: 1,
    });
    expect(body.removed['messages']).toBe(6);
    expect(await ofTheDemo()).toEqual([]);
    expect(await whole.loops.missing(running)).toHaveLength(running.length);
    own = await counts();
    for (const [name, count] of Object.entries(own)) expect(count, name).toBe((before[name] ?? 0) - (body.removed[name] ?? 0));
    expect(whole.loops.bugs).toEqual([]);
  });

  it('leaves everything else as it was, and working', async () => {
    expect(own).toMatchObject({ loops: 5, feedback: 5, customers: 5, flows: 1, improvements: 1, themes: 2, messages: 6 });
    // Those whose loop was opened anew wait again, once somebody looks after them.
    whole.clock.advance(10_000);
    await whole.settle();
    await verified(whole, await shipped(whole, 0, { title: 'once more' }));
    expect(await whole.db.loops.countDocuments({ status: 'closed', closedAs: 'told' })).toBe(5);
    own = await counts();
  });

  it('is over: home says so, asking again removes nothing, and no start loads it anew', async () => {
    expect(await demo()).toBe(false);
    expect((await whole.ask<Removed>('DELETE', '/api/demo')).body).toEqual({ removed: {} });
    expect(await counts()).toEqual(own);
    await Promise.all(['flows', 'feedback', 'improvements', 'themes'].map((name) => whole.db[name as 'flows'].collection.deleteMany({})));
    const config = { ...readConfig({}), adminKey: ADMIN_KEY };
    const world = { db: whole.db, clock: whole.clock, config } as unknown as World;
    const refused = (): Promise<never> => Promise.reject(new Error('nothing is to be asked'));
    expect(await new DemoLoading(world, whole.app.get(Keys, { strict: false }), refused).begin()).toBe(false);
  });
});
