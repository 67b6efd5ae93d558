import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWorkspace } from '../../server/demo/workspace.ts';
import { Keys } from '../../server/doors/keys.ts';
import { Whole } from '../harness/whole.ts';

const ID = 'demo-prices-with-tax';
let whole: Whole;
let themes: string[];

beforeAll(async () => {
  whole = await Whole.start();
  const admin = whole.key;
  const caller = { id: 'demo', name: 'demo', role: 'admin' as const, demo: true };
  whole.key = (await whole.app.get(Keys, { strict: false }).make({ name: 'demo', role: 'admin', demo: true }, caller)).key;
  const workspace = demoWorkspace(whole.clock.now());
  themes = workspace.themes.map(({ key }) => key);
  for (const { key, name } of workspace.teams) await whole.ask('PUT', `/api/teams/${key}`, { name });
  for (const theme of workspace.themes) await whole.post('/api/themes', theme);
  for (const { flow, publish } of workspace.flows) {
    const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', flow);
    await whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision, ...publish });
  }
  await whole.post('/api/feedback', workspace.feedback);
  await whole.settle();
  const prices = workspace.improvements.find(({ improvement }) => improvement.id === ID);
  await whole.post('/api/improvements', prices?.improvement);
  await whole.ask('PATCH', `/api/improvements/${ID}`, { themes: themes.slice(0, 2) });
  await whole.ask('PATCH', `/api/improvements/${ID}`, { themes: prices?.improvement.themes });
  await whole.post(`/api/improvements/${ID}/ship`, prices?.ship);
  const said = await whole.db.feedback.findOne({}).lean();
  await whole.ask('PUT', `/api/feedback/${said?._id ?? ''}/tags`, { themes: themes.slice(0, 1) });
  await whole.settle();
  whole.key = admin;
}, 240_000);
afterAll(() => whole.close());

/** What people read of an answer: whatever is called so, at any depth. */
const READ = new Set(['words', 'sentence', 'about', 'reason', 'title', 'subject', 'text', 'before', 'after', 'themeNames']);

function readIn(answer: unknown, name = ''): string[] {
  if (typeof answer === 'string') return READ.has(name) ? [answer] : [];
  if (Array.isArray(answer)) return answer.flatMap((one) => readIn(one, name));
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) => readIn(value, key));
}

/** Sentences that hold a theme's key; `least` sentences there must be. */
async function keysRead(path: string, least = 1): Promise<string[]> {
  const { body, status } = await whole.get<Record<string, unknown>>(path);
  expect([path, status]).toEqual([path, 200]);
  const read = readIn(body);
  expect(read.length, path).toBeGreaterThanOrEqual(least);
  return read
    .filter((sentence) => themes.some((key) => new RegExp(`(?<![\\w-])${key}(?![\\w-])`, 'u').test(sentence)))
    .map((sentence) => `${path}: ${sentence}`);
}

describe('what people read', () => {
  it('calls a theme by its name, and never by its key', async () => {
    const verify = (): Promise<unknown> => whole.post(`/api/improvements/${ID}/verify`, { evidence: 'I looked at sixty pages.' });
    const customers = await whole.db.customers.find().sort({ _id: 1 }).limit(40).lean();
    const flows = await whole.db.flows.find().lean();
    const found: string[] = [];
    for (const before of [true, false]) {
      if (!before) await verify().then(() => whole.settle());
      found.push(
        ...(await keysRead('/api/home')),
        ...(await keysRead('/api/loops?limit=500')),
        ...(await keysRead('/api/audit?limit=500')),
      );
      found.push(
        ...(await keysRead(`/api/improvements/${ID}/audience?limit=500`, 5)),
        ...(await keysRead(`/api/improvements/${ID}/samples`)),
      );
      for (const { _id } of flows) found.push(...(await keysRead(`/api/flows/${_id}`)));
      for (const { _id } of customers) {
        found.push(...(await keysRead(`/api/customers/${_id}/timeline`)), ...(await keysRead(`/api/customers/${_id}/say`, 0)));
        found.push(...(await keysRead(`/api/customers/${_id}/why?improvement=${ID}`)));
      }
    }
    found.push(...(await keysRead('/api/messages?limit=500')), ...(await keysRead('/api/search?q=pri', 2)));
    expect([...new Set(found)]).toEqual([]);
  }, 120_000);
});
