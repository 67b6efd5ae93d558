import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import { prepareStorage } from '../../server/storage/models.ts';
import { native } from '../../server/storage/native.ts';
import type { MessageDoc } from '../../server/telling/message.schema.ts';
import { fill, personAt, SEARCHABLE } from '../bench/pages/fill.ts';
import { aMessage } from '../builders/messages.ts';
import { Whole } from '../harness/whole.ts';

const MANY = 20_000;
const MOST_LOOKED_AT = 600;
const BIG = ['customers', 'feedback', 'loops', 'messages', 'waits'];
const WHO = personAt(12_345);
const STATES = ['sent', 'sent', 'sent', 'withheld', 'stopped'] as const;

interface Profiled {
  ns: string;
  planSummary?: string;
  docsExamined?: number;
  hasSortStage?: boolean;
  command: object;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  const { db } = whole;
  await whole.ask('PATCH', '/api/house-rules', { searchable: [SEARCHABLE] });
  await fill(db, { customers: MANY, feedbackEach: 1 }, () => undefined);
  const all = Array.from({ length: MANY }, (_, n) => n);
  await native<LoopDoc>(db.loops).insertMany(all.map(aLoop));
  await native<MessageDoc>(db.messages).insertMany(all.map(someMessage));
  await db.loops.db.db?.command({ profile: 2 });
}, 240_000);
afterAll(() => whole.close());

const at = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n * 60_000);

function aLoop(n: number): LoopDoc {
  return {
    _id: `loop-${String(n)}`,
    flow: `flow-${String(n % 3)}`,
    flowKey: 'prices',
    version: 1,
    plan: 'plan',
    feedback: `${personAt(n).id}-0`,
    joined: [],
    customer: personAt(n).id,
    themes: ['pricing'],
    spokeAt: at(n),
    status: n % 2 === 0 ? 'open' : 'closed',
    generation: 1,
    started: true,
    closedAs: n % 2 === 0 ? null : 'told',
    reasonCode: null,
    reason: null,
    openedAt: at(n),
    closedAt: n % 2 === 0 ? null : at(n),
    demo: false,
  };
}

function someMessage(n: number): MessageDoc {
  const claim = { improvement: `improvement-${String(n % 50)}`, revision: 1, epoch: 0, purpose: 'tell' as const, wait: null };
  const state = STATES[n % STATES.length] ?? 'sent';
  return aMessage({ loop: `loop-${String(n)}`, customer: personAt(n).id, state, claim, createdAt: at(n), sentAt: at(n) });
}

/** What of the big collections was read to answer: sorted without an index, every document, or too many. */
async function costly(path: string): Promise<string[]> {
  const db = whole.db.loops.db.db;
  if (!db) throw new Error('no database');
  const began = new Date();
  const { status } = await whole.get(path);
  expect([path, status]).toEqual([path, 200]);
  const read = await db
    .collection<Profiled>('system.profile')
    .find({ ts: { $gte: began }, ns: { $in: BIG.map((name) => `${db.databaseName}.${name}`) } } as object)
    .toArray();
  return read
    .filter(
      ({ planSummary, docsExamined = 0, hasSortStage = false }) =>
        planSummary?.startsWith('COLLSCAN') === true || docsExamined > MOST_LOOKED_AT || (hasSortStage && docsExamined > 100),
    )
    .map(
      ({ ns, planSummary, docsExamined, command }) => `${ns} ${String(planSummary)} ${String(docsExamined)}: ${JSON.stringify(command)}`,
    );
}

describe('among twenty thousand', () => {
  const customer = WHO.id;
  const paths = [
    '/api/customers',
    `/api/customers?externalId=C-12345`,
    `/api/customers/${customer}`,
    `/api/customers/${customer}/timeline`,
    `/api/customers/${customer}/say`,
    `/api/search?q=${encodeURIComponent(WHO.name)}`,
    `/api/search?q=${encodeURIComponent(WHO.email)}`,
    `/api/search?q=${WHO.order}`,
    '/api/search?q=an',
    '/api/feedback',
    '/api/feedback?source=survey',
    '/api/feedback?theme=pricing',
    `/api/feedback?customer=${customer}`,
    `/api/feedback?source=survey&externalId=${customer}-0`,
    '/api/feedback?stage=stuck',
    '/api/messages',
    '/api/messages?state=sent',
    '/api/messages?state=held',
    `/api/messages?customer=${customer}`,
    '/api/messages?loop=loop-77',
    '/api/messages?improvement=improvement-7',
    '/api/loops',
    '/api/loops?status=open',
    '/api/loops?flow=flow-1&status=open',
    `/api/loops?customer=${customer}`,
    '/api/home',
  ];

  it('keeps no index of an earlier edition beside its own', async () => {
    const { collection } = whole.db.customers;
    await collection.createIndexes([
      {
        key: { externalId: 1, demo: 1 },
        name: 'externalId_1_demo_1',
        unique: true,
        partialFilterExpression: { externalId: { $type: 'string' } },
      },
    ]);
    await prepareStorage(whole.db);
    const names = (await collection.indexes()).map(({ name }) => name);
    expect(names).toContain('number');
    expect(names).not.toContain('externalId_1_demo_1');
  });

  it.each(paths.map((path) => [path]))('%s is answered from an index', async (path) => {
    expect(await costly(path)).toEqual([]);
  });
});
