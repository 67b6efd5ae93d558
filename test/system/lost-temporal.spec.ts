import { rm } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import { workflowId } from '@loopwright/workflows/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowFor, shippedAt } from '../faults/people.ts';
import { repeated } from '../faults/wire.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';

const WAITING = 300;
const THEME = 'pricing';
const now = Date.now();
const address = (n: number, theme = THEME): string => `${theme}-${String(n)}@example.com`;

interface SeenLoop {
  id: string;
  generation: number;
  version: number;
  status: string;
  at: { step: string; since: string; until: string } | null;
}

let product: Product;
let flow: string;
beforeAll(async () => {
  product = await startProduct();
  flow = await aFlowAbout(THEME);
});
afterAll(() => product.stop());

async function aFlowAbout(theme: string): Promise<string> {
  const { deployment } = product;
  await deployment.done('POST', '/api/themes', { key: theme, name: theme });
  const { id } = await deployment.done<{ id: string }>('POST', '/api/flows', flowFor(`About ${theme}`, [theme]));
  await deployment.done('POST', `/api/flows/${id}/publish`, { revision: 1, hold: false });
  return id;
}

const complaint = (n: number, theme: string): object => ({
  source: 'survey',
  externalId: `${theme}-${String(n)}`,
  text: 'Prices without tax are a trap.',
  themes: [theme],
  feeling: 'complaint',
  language: 'en',
  occurredAt: new Date(now - 5 * 86_400_000).toISOString(),
  customer: { externalId: `c-${theme}-${String(n)}`, email: address(n, theme) },
});
const post = (from: number, to: number, theme = THEME): Promise<{ accepted: number }> =>
  product.deployment.done(
    'POST',
    '/api/feedback',
    Array.from({ length: to - from }, (_, n) => complaint(from + n, theme)),
  );
const loops = (of = flow): Promise<SeenLoop[]> => product.deployment.all<SeenLoop>(`/api/loops?flow=${of}`);
const parked = (all: SeenLoop[]): SeenLoop[] => all.filter(({ status, at }) => status === 'open' && at?.step === 'wait' && at.until);
const allWait = (of = flow, many = WAITING): Promise<void> =>
  product.deployment.eventually('all wait', async () => parked(await loops(of)).length === many, 120_000);

/** How many of these loops Temporal says are running, asked one by one: its lists lag behind. */
async function running(all: readonly SeenLoop[]): Promise<number> {
  const connection = await Connection.connect({ address: product.deployment.temporalAddress });
  const client = new Client({ connection });
  const left = [...all];
  let count = 0;
  const lane = async (): Promise<void> => {
    for (let loop = left.shift(); loop; loop = left.shift()) {
      const handle = client.workflow.getHandle(workflowId({ loop: loop.id, generation: loop.generation }));
      const status = await handle.describe().then(
        (described) => described.status.name,
        () => 'MISSING',
      );
      if (status === 'RUNNING') count += 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  await connection.close();
  return count;
}

describe('three hundred customers who wait', () => {
  let before: SeenLoop[];

  it('all wait although api and worker are updated in the middle of taking them in', async () => {
    const { deployment } = product;
    await post(0, WAITING / 2);
    await Promise.all([deployment.down('api'), deployment.down('worker')]);
    await Promise.all([deployment.up('api'), deployment.up('worker')]);
    await deployment.ready();
    await post(WAITING / 2, WAITING);
    await allWait();
    before = await loops();
    expect(await running(before)).toBe(WAITING);
  }, 180_000);

  it('all wait again, for as long as they were to, when Temporal has lost everything', async () => {
    const { deployment } = product;
    await Promise.all([deployment.down('worker'), deployment.down('temporal')]);
    for (const end of ['', '-wal', '-shm']) await rm(`${deployment.temporalFile}${end}`, { force: true });
    await deployment.up('temporal');
    expect(await running(before)).toBe(0);
    await deployment.up('worker');
    await deployment.eventually('all run again', async () => (await running(before)) === WAITING, 120_000);
    const after = await loops();
    expect(new Map(after.map(({ id, at }) => [id, at]))).toEqual(new Map(before.map(({ id, at }) => [id, at])));
  }, 180_000);

  it('are all told once by one improvement', async () => {
    const { deployment, mail } = product;
    const improvement = { id: 'tax', themes: [THEME], title: 'prices without tax', change: 'every price includes tax' };
    await deployment.done('POST', '/api/improvements', improvement);
    await deployment.done('POST', '/api/improvements/tax/ship', { shippedAt: shippedAt(now) });
    await deployment.done('POST', '/api/improvements/tax/verify', { evidence: 'Looked at 60 pages.' });
    const closed = async (): Promise<boolean> => (await loops()).every(({ status }) => status === 'closed');
    await deployment.eventually('all loops are closed', closed, 120_000);
    const told = mail.received.flatMap(({ to }) => to);
    expect(repeated(told)).toEqual([]);
    expect(told.sort()).toEqual(Array.from({ length: WAITING }, (_, n) => address(n)).sort());
  }, 180_000);
});

describe('forty customers who wait', () => {
  const MOVING = 40;

  it('are all moved to a new version where they stand, and go on in it', async () => {
    const { deployment } = product;
    const moving = await aFlowAbout('delivery');
    await post(0, MOVING, 'delivery');
    await allWait(moving, MOVING);
    const shorter = flowFor('About delivery', ['delivery'], 'P60D');
    const { revision } = await deployment.done<{ revision: number }>('PUT', `/api/flows/${moving}/draft`, { revision: 1, flow: shorter });
    await deployment.done('POST', `/api/flows/${moving}/publish`, { revision, partWay: 'move' });
    const until = new Map((await loops(moving)).map(({ id, at }) => [id, Date.parse(at?.since ?? '') + 60 * 86_400_000]));
    const arrived = ({ id, version, at }: SeenLoop): boolean => {
      const late = Date.parse(at?.until ?? '') - (until.get(id) ?? NaN);
      return version === 2 && late >= 0 && late < 6 * 60_000;
    };
    const allArrived = async (): Promise<boolean> => (await loops(moving)).filter(arrived).length === MOVING;
    await deployment.eventually('all stand by the new limit', allArrived, 120_000);
    expect(await running(await loops(moving))).toBe(MOVING);
  }, 180_000);
});
