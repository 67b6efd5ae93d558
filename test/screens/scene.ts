import { connect } from '../../server/storage/connection.ts';
import { modelsOf } from '../../server/storage/models.ts';
import type { Demo } from '../pages/demo.ts';

interface Some {
  items: { id: string; title?: string; name?: string | null; state?: string; displayName?: string | null }[];
}

/** The ids that addresses of screens carry, from what is there. */
export type Ids = Record<'improvement' | 'told' | 'customer' | 'message' | 'held' | 'unknown' | 'flow' | 'loop', string>;

/**
 * The demo some days on: one improvement told, another proposed, one message held, one stopped, three of which nobody knows whether they
 * arrived. What only a failing mail server brings about is written straight into the database.
 */
export async function busyDay({ deployment }: Demo): Promise<Ids> {
  const list = async (path: string): Promise<Some['items']> => (await deployment.ask<Some>('GET', path)).body.items;
  const first = async (path: string): Promise<string> => (await list(path))[0]?.id ?? '';
  const improvements = await list('/api/improvements');
  const told = improvements.find(({ state }) => state === 'shipped')?.id ?? '';
  await deployment.ask('POST', `/api/improvements/${told}/verify`, {
    evidence: [{ text: 'Bought a helmet on all three shops: the price in the list is the price at the till.' }],
  });
  await deployment.eventually('everybody told', async () => {
    const { body } = await deployment.ask<{ sent: number; covered: number; settled: number }>('GET', `/api/improvements/${told}/release`);
    return body.sent > 0 && body.settled >= body.covered;
  });
  const connection = await connect(deployment.mongodbUri);
  const { messages } = modelsOf(connection);
  const sent = await messages.find({ state: 'sent' }).sort({ sentAt: 1 }).limit(6).lean();
  const put = (at: number, set: object): Promise<unknown> => messages.updateOne({ _id: sent[at]?._id ?? '' }, { $set: set });
  for (const at of [0, 1, 2])
    await put(at, { state: 'unknown', reason: 'outcome-unknown', detail: '421 closing connection', sentAt: null });
  await put(3, { state: 'held', reason: 'waits-for-a-look', sentAt: null, approved: null });
  await put(4, { state: 'failed', reason: 'refused-by-server', detail: '550 no such user', sentAt: null });
  await connection.close();
  const other = await deployment.ask<{ id: string }>('POST', '/api/improvements', {
    themes: ['demo-delivery'],
    title: 'parcels with a live map',
    change: 'you can follow your parcel on a map, from our door to yours',
    owner: 'Jonas Weber, logistics',
  });
  return {
    improvement: other.body.id,
    told,
    customer: await first('/api/customers?limit=1'),
    message: await first('/api/messages?state=sent'),
    held: await first('/api/messages?state=held'),
    unknown: await first('/api/messages?state=unknown'),
    flow: await first('/api/flows'),
    loop: await first('/api/loops?status=closed'),
  };
}
